/** What people type: the commands and their options. */
package io.cvpfunctions.watcher.commands;
