// SPDX-License-Identifier: MIT
// The helper that draws: what it answers, and what becomes of a picture where
// it dies, hangs, or answers what is no answer.
#include "folders.h"

#include "base/buffer.h"
#include "draw/draw.h"
#include "draw/process.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#define DRAWING(inside)                                                        \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" "                  \
    "height=\"10\">" inside "</svg>"
static const char red[] = DRAWING("<rect width='10' height='10' fill='red'/>");

// ----- Which helper -----

// That of this build, above the folder of the tests.
static void use_real(void)
{
    unsetenv("QALAM_DRAW");
}

static bool start_real(struct process *process)
{
    struct buffer path = {0};
    use_real();
    bool started = draw_program(&path) && process_start(process, path.bytes);
    buffer_release(&path);
    return started;
}

// A shell script, whose standard input is the channel, both ways.
static void use_script(const char *commands)
{
    const char *path = in_folder("helper");
    struct buffer script = {0};
    buffer_printf(&script, "#!/bin/sh\ncd '%s'\n%s\n", test_folder, commands);
    put_file(path, buffer_str(&script));
    buffer_release(&script);
    assert_int_equal(chmod(path, 0755), 0);
    setenv("QALAM_DRAW", path, 1);
}

// DRAW_MARK, drawn, a count of 4, in this machine's order: little end first.
#define HEAD_OF_4                                                              \
    "printf '\\003\\000\\104\\161\\001\\000\\000\\000"                         \
    "\\004\\000\\000\\000\\000\\000\\000\\000' >&0\n"
// A request with its file of one byte.
#define TAKE_ONE "dd bs=1 count=49 >/dev/null 2>&1\n"

static enum draw_result ask(struct draw *draw, struct buffer *out)
{
    buffer_clear(out);
    return draw_pixels(draw, DRAW_SVG, STR("x"), 1, 1, out);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void assert_no_child(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

// What is asked twice of such a helper; no process and no bytes are left.
static void expect_failed(const char *commands, int patience, double longest)
{
    struct buffer out = {0};
    use_script(commands);
    struct draw *draw = draw_new(patience);
    for (int i = 0; i < 2; i++) {
        double start = seconds();
        assert_int_equal(ask(draw, &out), DRAWN_FAILED);
        assert_true(seconds() - start < longest);
        assert_int_equal(out.count, 0);
        assert_no_child();
    }
    draw_free(draw);
    buffer_release(&out);
}

// ----- Helpers that are none -----

static void dies(void **state)
{
    expect_failed("exit 1", 20000, 10);
    expect_failed("kill -SEGV $$", 20000, 10);
    expect_failed(TAKE_ONE "exit 0", 20000, 10);
}

static void hangs(void **state)
{
    expect_failed("exec sleep 100", 300, 10);
    expect_failed(HEAD_OF_4 "exec sleep 100", 300, 10);
    // A request that is never read, and is more than a socket holds.
    struct buffer file = {0}, out = {0};
    for (size_t i = 0; i < 4 << 20; i++)
        buffer_add_byte(&file, 'x');
    use_script("exec sleep 100");
    struct draw *draw = draw_new(300);
    assert_int_equal(draw_pixels(draw, DRAW_SVG, buffer_str(&file), 1, 1, &out),
                     DRAWN_FAILED);
    draw_free(draw);
    assert_no_child();
    buffer_release(&file);
}

static void answers_garbage(void **state)
{
    expect_failed("yes >&0", 20000, 10);
    // Fewer bytes than it said; more than a picture has; none.
    expect_failed(HEAD_OF_4 "printf abc >&0; exit", 20000, 10);
    expect_failed("printf '\\003\\000\\104\\161\\001\\000\\000\\000"
                  "\\000\\000\\000\\000\\001\\000\\000\\000' >&0; sleep 100",
                  20000, 10);
    expect_failed("printf '\\003\\000\\104\\161\\001\\000\\000\\000"
                  "\\003\\000\\000\\000\\000\\000\\000\\000abc' >&0; sleep 100",
                  300, 10);
}

static void absent(void **state)
{
    struct buffer out = {0};
    struct draw *draw = draw_new(1000);
    setenv("QALAM_DRAW", in_folder("nothing"), 1);
    assert_int_equal(ask(draw, &out), DRAWN_ABSENT);
    put_file(in_folder("nothing"), STR("no program"));
    assert_int_equal(ask(draw, &out), DRAWN_ABSENT);
    assert_int_equal(ask(NULL, &out), DRAWN_ABSENT);
    draw_free(draw);
}

// One that has drawn and then died: the next picture has another.
static void replaced(void **state)
{
    struct buffer out = {0};
    use_script("echo >>started\n" TAKE_ONE HEAD_OF_4 "printf abcd >&0; exit 1");
    struct draw *draw = draw_new(20000);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask(draw, &out), DRAWN);
        assert_str(buffer_str(&out), "abcd");
    }
    struct arena *arena = arena_new();
    assert_int_equal(unit_file(arena, in_folder("started")).count, 3);
    arena_free(arena);
    draw_free(draw);
    assert_no_child();
    buffer_release(&out);
}

// ----- The real one -----

static void pixels(void **state)
{
    struct buffer out = {0};
    use_real();
    struct draw *draw = draw_new(DRAW_MILLISECONDS);
    buffer_add_c(&out, "before");
    assert_int_equal(draw_pixels(draw, DRAW_SVG, str_of(red), 20, 10, &out),
                     DRAWN);
    assert_int_equal(out.count, 6 + 20 * 10 * 4);
    const uint8_t *color = (const uint8_t *)out.bytes + 6;
    const uint8_t *alpha = color + 20 * 10 * 3;
    assert_memory_equal(color, "\xFF\x00\x00", 3);
    assert_int_equal(alpha[0], 255);
    assert_int_equal(alpha[19], 0);
    draw_free(draw);
    buffer_release(&out);
    assert_no_child();
}

static void form(void **state)
{
    struct buffer out = {0};
    use_real();
    struct draw *draw = draw_new(DRAW_MILLISECONDS);
    assert_int_equal(draw_form(draw, DRAW_SVG, str_of(red), 20, 10, &out),
                     DRAWN);
    struct str records = buffer_str(&out);
    struct draw_part part = {.kind = DRAW_RECORD_OBJECT};
    while (records.count)
        assert_true(draw_next(&records, &part));
    assert_int_equal(part.kind, DRAW_RECORD_FORM);
    assert_true(str_find(part.text, STR("/BBox [0 0 20.000 10.000]")) !=
                STR_NONE);
    assert_true(str_find(part.bytes, STR("1 0 0 rg")) != STR_NONE);
    draw_free(draw);
    buffer_release(&out);
}

// The same helper goes on behind a picture that it refuses.
static void refused(void **state)
{
    struct buffer out = {0};
    use_real();
    struct draw *draw = draw_new(DRAW_MILLISECONDS);
    assert_int_equal(draw_form(draw, DRAW_SVG, STR("<svg"), 20, 10, &out),
                     DRAWN_NOT);
    assert_int_equal(draw_pixels(draw, DRAW_SVG, STR(""), 20, 10, &out),
                     DRAWN_NOT);
    assert_int_equal(out.count, 0);
    assert_int_equal(draw_form(draw, DRAW_SVG, str_of(red), 20, 10, &out),
                     DRAWN);
    draw_free(draw);
    buffer_release(&out);
}

static void *draw_some(void *draw)
{
    for (int i = 0; i < 8; i++) {
        struct buffer out = {0};
        if (draw_pixels(draw, DRAW_SVG, str_of(red), 20, 10, &out) != DRAWN ||
            out.count != 20 * 10 * 4)
            return draw; // a fault
        buffer_release(&out);
    }
    return NULL;
}

static void several_threads(void **state)
{
    use_real();
    struct draw *draw = draw_new(DRAW_MILLISECONDS);
    pthread_t threads[4];
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, draw_some, draw), 0);
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *fault;
        pthread_join(threads[i], &fault);
        assert_null(fault);
    }
    draw_free(draw);
    assert_no_child();
}

// Its standard input is closed when qalam ends, in whatever way.
static void ends_with_its_parent(void **state)
{
    struct process process;
    int status = -1;
    assert_true(start_real(&process));
    close(process.channel);
    for (int i = 0; i < 2000 && waitpid(process.id, &status, WNOHANG) == 0; i++)
        usleep(10000);
    assert_true(WIFEXITED(status));
    assert_no_child();
}

static bool process_says(pid_t id, const char *file, const char *line)
{
    char path[64], text[8192];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)id, file);
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    size_t count = fread(text, 1, sizeof text, stream);
    fclose(stream);
    return str_find((struct str){text, count}, str_of(line)) != STR_NONE;
}

static void is_bounded(void **state)
{
    struct process process;
    struct draw_answer answer;
    struct buffer out = {0};
    struct draw_request request = {.kind = DRAW_SVG,
                                   .wanted = DRAW_PIXELS,
                                   .width = 20,
                                   .height = 10,
                                   .count = sizeof red - 1};
    assert_true(start_real(&process));
    assert_int_equal(process_ask(&process, &request, str_of(red),
                                 DRAW_MILLISECONDS, &answer, &out),
                     REPLY_WHOLE);
    assert_true(process_says(process.id, "status", "NoNewPrivs:\t1"));
    assert_true(process_says(process.id, "limits",
                             "Max file size             0                    "
                             "0"));
    assert_true(process_says(process.id, "limits",
                             "Max open files            64                   "
                             "64"));
#ifndef __SANITIZE_ADDRESS__
    assert_true(process_says(process.id, "limits",
                             "Max address space         1073741824           "
                             "1073741824"));
    assert_true(process_says(process.id, "status", "Seccomp:\t2"));
#endif
    assert_false(process_end(&process));
    buffer_release(&out);
}

// ----- Records -----

static void add(struct buffer *out, enum draw_record_kind kind, uint32_t object,
                struct str text)
{
    struct draw_record record = {(uint32_t)kind, object, text.count, 0};
    buffer_add(out, (struct str){(const char *)&record, sizeof record});
    buffer_add(out, text);
}

static bool form_of(struct str text)
{
    struct buffer out = {0};
    add(&out, DRAW_RECORD_OBJECT, 0, STR(""));
    add(&out, DRAW_RECORD_INSIDE, 0, STR("/Type /Font"));
    add(&out, DRAW_RECORD_FORM, 0, text);
    bool sound = draw_form_sound(buffer_str(&out));
    buffer_release(&out);
    return sound;
}

static void texts(void **state)
{
    const struct str good[] = {
        STR(""),
        STR("/A 1 /B [ -0.5 true null ] /C <</D <</E (a \\) (b) c)>>>>"),
        STR("/A \0\0\0\0\0 /B <00 ff>"),
        STR("/Name#20x<</A(>>)>>"),
    };
    const struct str bad[] = {
        STR("/A >> endobj 1 0 obj << /S /JavaScript"),
        STR("/A endobj"),
        STR("/A 5 0 R"),
        STR("/A [ 1"),
        STR("/A [ <<] >>"),
        STR("/A (b"),
        STR("/A (b\\"),
        STR("/A <0g>"),
        STR("/A >"),
        STR("/A ]"),
        STR("/A % comment"),
        STR("/A {b}"),
        STR("/A \0\1\0\0\0"), // there is no second object
        STR("/A \0\0"),
    };
    for (size_t i = 0; i < COUNT(good); i++)
        if (!form_of(good[i]))
            fail_msg("is sound: %.*s", STR_ARG(good[i]));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (form_of(bad[i]))
            fail_msg("is not sound: %.*s", STR_ARG(bad[i]));
}

static void order(void **state)
{
    struct buffer out = {0};
    assert_false(draw_form_sound(STR("")));
    add(&out, DRAW_RECORD_OBJECT, 0, STR(""));
    assert_false(draw_form_sound(buffer_str(&out))); // no form
    add(&out, DRAW_RECORD_FORM, 0, STR("/A 1"));
    assert_true(draw_form_sound(buffer_str(&out)));
    for (size_t i = 0; i < out.count; i++)
        assert_false(draw_form_sound(str_slice(buffer_str(&out), 0, i)));
    buffer_add_byte(&out, 'x');
    assert_false(draw_form_sound(buffer_str(&out)));
    buffer_clear(&out);
    add(&out, DRAW_RECORD_INSIDE, 0, STR("/A 1")); // of no object
    add(&out, DRAW_RECORD_FORM, 0, STR(""));
    assert_false(draw_form_sound(buffer_str(&out)));
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(dies),
        WITH_FOLDER(hangs),
        WITH_FOLDER(answers_garbage),
        WITH_FOLDER(absent),
        WITH_FOLDER(replaced),
        cmocka_unit_test(pixels),
        cmocka_unit_test(form),
        cmocka_unit_test(refused),
        cmocka_unit_test(several_threads),
        cmocka_unit_test(ends_with_its_parent),
        cmocka_unit_test(is_bounded),
        cmocka_unit_test(texts),
        cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
