/** Where devices are, and what it takes to believe that one is elsewhere now. */
package io.cvpfunctions.watcher.placements;
