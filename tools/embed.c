// SPDX-License-Identifier: MIT
// Writes C source that holds the files named as arguments: for the Makefile.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_bytes(const char *path, size_t number)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        exit(1);
    }
    printf("static const unsigned char file_%zu[] = {\n", number);
    int byte;
    for (size_t i = 1; (byte = fgetc(in)) != EOF; i++)
        printf("%d,%s", byte, i % 20 ? "" : "\n");
    printf("0};\n"); // the NUL that embedded.h promises
    fclose(in);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int main(int count, char **paths)
{
    printf("// Made by tools/embed.c from templates/.\n"
           "#include \"base/embedded.h\"\n#include <string.h>\n");
    for (int i = 1; i < count; i++)
        write_bytes(paths[i], (size_t)i);
    printf(
        "static const struct {\n    const char *name;\n"
        "    const unsigned char *bytes;\n    size_t count;\n} files[] = {\n");
    for (int i = 1; i < count; i++)
        printf("    {\"%s\", file_%d, sizeof file_%d - 1},\n",
               base_name(paths[i]), i, i);
    printf("    {NULL, NULL, 0}};\n"
           "struct str embedded_file(const char *name)\n{\n"
           "    for (size_t i = 0; files[i].name; i++)\n"
           "        if (strcmp(files[i].name, name) == 0)\n"
           "            return (struct str){(const char *)files[i].bytes,\n"
           "                                files[i].count};\n"
           "    return (struct str){NULL, 0};\n}\n");
    return ferror(stdout) ? 1 : 0;
}
