#define _GNU_SOURCE
#include "CChildProcess.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

int child_process_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

static int connect_descriptor(posix_spawn_file_actions_t *actions, int descriptor, int target) {
  if (descriptor >= 0) return posix_spawn_file_actions_adddup2(actions, descriptor, target);
  int mode = target == STDIN_FILENO ? O_RDONLY : O_WRONLY;
  return posix_spawn_file_actions_addopen(actions, target, "/dev/null", mode, 0);
}

static int add_actions(posix_spawn_file_actions_t *actions, const char *directory, int input, int output,
                       int error_output) {
  int code = connect_descriptor(actions, input, STDIN_FILENO);
  if (!code) code = connect_descriptor(actions, output, STDOUT_FILENO);
  if (!code) code = connect_descriptor(actions, error_output, STDERR_FILENO);
  if (!code) code = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
  if (!code && directory) code = posix_spawn_file_actions_addchdir_np(actions, directory);
  return code;
}

static int set_attributes(posix_spawnattr_t *attributes, int detached) {
  // Threads of a Swift runtime may block signals, and a mask is inherited: the child gets a clean one.
  sigset_t none, broken_pipe;
  sigemptyset(&none);
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  int code = posix_spawnattr_setsigmask(attributes, &none);
  if (!code) code = posix_spawnattr_setsigdefault(attributes, &broken_pipe);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  if (detached) flags |= POSIX_SPAWN_SETSID;
  if (!code) code = posix_spawnattr_setflags(attributes, flags);
  return code;
}

int child_process_start(pid_t *process, const char *program, char *const arguments[], char *const environment[],
                        const char *directory, int input, int output, int error_output, int detached) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int code = posix_spawn_file_actions_init(&actions);
  if (code) return code;
  code = posix_spawnattr_init(&attributes);
  if (code) {
    posix_spawn_file_actions_destroy(&actions);
    return code;
  }
  code = add_actions(&actions, directory, input, output, error_output);
  if (!code) code = set_attributes(&attributes, detached);
  if (!code) code = posix_spawnp(process, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}
