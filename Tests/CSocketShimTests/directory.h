/// Temporary directories.
#ifndef DIRECTORY_H
#define DIRECTORY_H

/// Creates a directory and writes its path.
void make_directory(char path[32]);
/// Removes the directory and the files in it.
void remove_directory(const char *path);

#endif
