/** The server behind the lab's page; what it shows and does is given to it. */
package io.cvpfunctions.lab.page;
