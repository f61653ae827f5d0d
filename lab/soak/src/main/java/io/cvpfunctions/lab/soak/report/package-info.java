/** What people are shown of it: a report of lines, and a picture. */
package io.cvpfunctions.lab.soak.report;
