#pragma once
#include <sys/types.h>

// What glibc declares only for _GNU_SOURCE, which Swift's own view of it does not define.

// A pipe whose ends no other program inherits. 0, or -1 with errno.
int child_process_pipe(int ends[2]);

// Starts a program with the three given descriptors (-1: /dev/null) and no others, a clean signal mask,
// and, when detached, a session of its own. 0, or an errno value.
int child_process_start(pid_t *process, const char *program, char *const arguments[], char *const environment[],
                        const char *directory, int input, int output, int error_output, int detached);
