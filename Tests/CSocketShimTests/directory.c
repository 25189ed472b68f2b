// For mkdtemp(3).
#define _GNU_SOURCE

#include "directory.h"

#include "harness.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void make_directory(char path[32]) {
    strcpy(path, "/tmp/csock-test-XXXXXX");
    CHECK(mkdtemp(path) != NULL);
}

void remove_directory(const char *path) {
    char file[PATH_MAX];
    DIR *directory = opendir(path);
    if (!CHECK(directory != NULL))
        return;
    for (struct dirent *entry; (entry = readdir(directory));) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            CHECK_INT(unlink(file), 0);
    }
    closedir(directory);
    CHECK_INT(rmdir(path), 0);
}
