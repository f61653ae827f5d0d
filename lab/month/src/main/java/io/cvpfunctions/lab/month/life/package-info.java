/** What happens in a month, and the data centre that it happens to. */
package io.cvpfunctions.lab.month.life;
