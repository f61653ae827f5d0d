package io.cvpfunctions.lab.cloudvision;

/** When a move that was saved shows in the inventory; public material does not say. */
public enum MembershipChange {
  AT_SAVE,
  AT_TASK_COMPLETION
}
