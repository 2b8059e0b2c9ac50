/*
 * The part of Bunraku that cannot be C#: between clone and execve no managed code may run. A child is
 * described by data (struct spawn_request): a list of operations, then a program. The same code serves plain
 * processes and sandboxes, root and ordinary users, the JIT and the native binary. See
 * docs/decisions/0020-spawn-shim.md.
 *
 * The structures are mirrored in src/Apply/Processes/NativeMethods.cs.
 */
#define _GNU_SOURCE
#include <alloca.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/openat2.h>
#include <net/if.h>
#include <nss.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))
#define CHILD_STACK_SIZE (256 * 1024)
#define MOST_TRIES 1000

enum operation_code {
    OP_DIRECTORY = 1,   /* make `target` with mode `number`; one that exists is left alone */
    OP_FILE,            /* make `target` with mode `number`, holding `data` */
    OP_SYMLINK,         /* make `target` point to `source` */
    OP_DEVICE,          /* make the character device `target`: `number` major, `other` minor, mode 0666 */
    OP_MOUNT,           /* mount `source` of `type` on `target` with flags `number` and options `data` */
    OP_BIND,            /* bind `source` on `target`; READ_ONLY, RECURSIVE */
    OP_PROTECT,         /* make `target` read-only by binding it onto itself */
    OP_ROOT,            /* open `target`: the root that IN_ROOT paths are resolved in */
    OP_PIVOT,           /* make that root `/` and let the old one go */
    OP_HOSTNAME,        /* `data` */
    OP_LOOPBACK,        /* bring up `lo` */
    OP_SESSION,         /* a session (and process group) of its own */
    OP_DEATH_SIGNAL,    /* signal `number` when the thread that started us ends */
    OP_LIMIT,           /* resource `number` to at most `other`, soft and hard */
    OP_DROP_CAPABILITY, /* remove capability `number` from the bounding set */
    OP_GROUPS,          /* supplementary groups: `number` ids of 32 bits at `data` */
    OP_GROUP,           /* group id `number` */
    OP_USER,            /* user id `number` */
    OP_UMASK,           /* `number` */
    OP_CHDIR,           /* `target` */
};

/* OPTIONAL: a target or source that is not there is no failure. */
enum operation_flags { IN_ROOT = 1, OPTIONAL = 2, RECURSIVE = 4, READ_ONLY = 8 };

struct operation {
    int32_t code;
    uint32_t flags;
    int64_t number;
    int64_t other;
    const char *target;
    const char *source;
    const char *type;
    const char *data;
};

struct spawn_request {
    const char *file;        /* with a slash: the program; without: looked for in `search_path` */
    const char *search_path; /* directories parted by colons */
    char *const *arguments;
    char *const *environment;
    const struct operation *operations;
    int32_t operation_count;
    int32_t setup_count;     /* so many of them are done by pid 1, the others by the target */
    int32_t namespaces;      /* CLONE_NEW… */
    int32_t streams[3];      /* become 0, 1 and 2; -1: as they are */
};

/* What a namespaced child writes to its report pipe. */
enum report_kind { REPORT_STARTED = 1, REPORT_FAILED, REPORT_ENDED };

struct report {
    int32_t kind;
    int32_t operation; /* FAILED: index of the operation, or operation_count for execve */
    int32_t value;     /* FAILED: errno; ENDED: wait status */
};

struct spawn_result {
    int32_t pid;
    int32_t pidfd;
    int32_t gate;   /* namespaced only: one byte lets the child go, closing it ends the sandbox */
    int32_t report; /* namespaced only: struct report comes out of it */
    struct report failure; /* plain only */
};

struct child {
    const struct spawn_request *request;
    struct report failure;
    int gate;
    int report;
    int root;
};

static struct rlimit initial_files;

/*
 * Static glibc cannot load the NSS modules that a foreign root's nsswitch.conf names, and crashes trying.
 * The runtime raises the limit of open files for itself: children get what we were started with. A parent
 * that ignored SIGCHLD would make our children vanish unwaited.
 */
__attribute__((constructor)) static void prepare_process(void)
{
    static const char *const databases[] = {
        "passwd", "group", "shadow", "initgroups", "services", "protocols",
    };
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++)
        __nss_configure_lookup(databases[i], "files");
    __nss_configure_lookup("hosts", "files dns");
    getrlimit(RLIMIT_NOFILE, &initial_files);
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
        signal(SIGCHLD, SIG_DFL);
}

/*
 * A command that keeps all cores busy gets the collector of servers, which works on all cores too, and more
 * memory between collections. The runtime chooses before any managed code runs, by its environment; what the
 * user has set there stays. See docs/decisions/0131-collector-by-command.md.
 */
__attribute__((constructor)) static void choose_collector(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "outcome") != 0)
        return;
    setenv("DOTNET_gcServer", "1", 0);
    setenv("DOTNET_GCgen0size", "4000000", 0);
    setenv("DOTNET_GCGen0MaxBudget", "4000000", 0);
}

static int open_path(const struct child *child, const struct operation *operation, const char *path,
                     int flags)
{
    if (!(operation->flags & IN_ROOT))
        return open(path, O_PATH | O_CLOEXEC | flags);
    struct open_how how = {
        .flags = (uint64_t)(O_PATH | O_CLOEXEC | flags),
        .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
    };
    /* EAGAIN: a rename or mount anywhere on the machine raced with a `..` in the path. */
    int file, tries = 0;
    do
        file = (int)syscall(SYS_openat2, child->root, path, &how, sizeof how);
    while (file < 0 && errno == EAGAIN && tries++ < MOST_TRIES);
    return file;
}

/* Opens the directory that holds the operation's target; `name` is set to its last component. */
static int open_parent(const struct child *child, const struct operation *operation, const char **name)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(operation->target, '/');
    if (!slash) {
        *name = operation->target;
        return open_path(child, operation, ".", O_DIRECTORY);
    }
    size_t length = slash == operation->target ? 1 : (size_t)(slash - operation->target);
    if (length >= sizeof parent)
        return errno = ENAMETOOLONG, -1;
    memcpy(parent, operation->target, length);
    parent[length] = 0;
    *name = slash + 1;
    return open_path(child, operation, parent, O_DIRECTORY);
}

static int write_file(int directory, const char *name, const struct operation *operation)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int file = openat(directory, name, flags, (mode_t)operation->number);
    if (file < 0)
        return -1;
    const char *rest = operation->data;
    for (size_t left = rest ? strlen(rest) : 0; left > 0;) {
        ssize_t written = write(file, rest, left);
        if (written < 0) {
            close(file);
            return -1;
        }
        rest += written;
        left -= (size_t)written;
    }
    return close(file);
}

static int create(const struct child *child, const struct operation *operation)
{
    const char *name;
    int directory = open_parent(child, operation, &name);
    if (directory < 0)
        return -1;
    int result;
    switch (operation->code) {
    case OP_DIRECTORY:
        result = mkdirat(directory, name, (mode_t)operation->number);
        if (result < 0 && errno == EEXIST)
            result = 0;
        break;
    case OP_SYMLINK:
        result = symlinkat(operation->source, directory, name);
        break;
    case OP_DEVICE:
        result = mknodat(directory, name, S_IFCHR | 0666,
                         makedev((unsigned)operation->number, (unsigned)operation->other));
        break;
    default:
        result = write_file(directory, name, operation);
    }
    int error = errno;
    close(directory);
    errno = error;
    return result;
}

/* The target is opened once, inside the root; what is mounted then goes exactly there. */
static int mount_on(const struct child *child, const struct operation *operation)
{
    int target = open_path(child, operation, operation->target, 0);
    if (target < 0)
        return -1;
    char path[] = "/proc/self/fd/0000000000";
    char *digit = path + sizeof path - 1;
    int number = target;
    do
        *--digit = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    memmove(path + 14, digit, strlen(digit) + 1);
    int result = mount(operation->source, path, operation->type, (unsigned long)operation->number,
                       operation->data);
    int error = errno;
    close(target);
    errno = error;
    return result;
}

/* The copy is made read-only before it is attached: there is no moment in which it can be written to. */
static int bind_on(const struct child *child, const struct operation *operation)
{
    int target = open_path(child, operation, operation->target, 0);
    if (target < 0)
        return -1;
    int self = operation->code == OP_PROTECT;
    unsigned recursive = operation->flags & RECURSIVE ? AT_RECURSIVE : 0;
    int tree = open_tree(self ? target : AT_FDCWD, self ? "" : operation->source,
                         OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | recursive | (self ? AT_EMPTY_PATH : 0));
    int result = tree < 0 ? -1 : 0;
    if (result == 0 && (self || operation->flags & READ_ONLY)) {
        struct mount_attr attributes = {.attr_set = MOUNT_ATTR_RDONLY};
        result = mount_setattr(tree, "", AT_EMPTY_PATH | recursive, &attributes, sizeof attributes);
    }
    if (result == 0)
        result = move_mount(tree, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
    int error = errno;
    close(target);
    close(tree);
    errno = error;
    return result;
}

/* pivot_root(".", ".") stacks the old root onto the new one; it needs no directory in the new root. */
static int pivot(struct child *child)
{
    if (fchdir(child->root) < 0 || syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0)
        return -1;
    close(child->root);
    child->root = -1;
    return chdir("/");
}

static int raise_loopback(void)
{
    int handle = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ifreq request = {.ifr_name = "lo"};
    if (handle < 0 || ioctl(handle, SIOCGIFFLAGS, &request) < 0)
        return -1;
    request.ifr_flags |= IFF_UP;
    int result = ioctl(handle, SIOCSIFFLAGS, &request);
    close(handle);
    return result;
}

/*
 * Identities are changed by bare system calls: glibc's functions would signal every thread of the process
 * whose memory a plain child shares.
 */
static int perform(struct child *child, const struct operation *operation)
{
    long number = (long)operation->number;
    switch (operation->code) {
    case OP_DIRECTORY:
    case OP_FILE:
    case OP_SYMLINK:
    case OP_DEVICE:
        return create(child, operation);
    case OP_MOUNT:
        return mount_on(child, operation);
    case OP_BIND:
    case OP_PROTECT:
        return bind_on(child, operation);
    case OP_ROOT:
        child->root = open(operation->target, O_PATH | O_DIRECTORY | O_CLOEXEC);
        return child->root < 0 ? -1 : 0;
    case OP_PIVOT:
        return pivot(child);
    case OP_HOSTNAME:
        return sethostname(operation->data, strlen(operation->data));
    case OP_LOOPBACK:
        return raise_loopback();
    case OP_SESSION:
        return setsid() < 0 ? -1 : 0;
    case OP_DEATH_SIGNAL:
        return prctl(PR_SET_PDEATHSIG, number);
    case OP_LIMIT: {
        struct rlimit limit = {(rlim_t)operation->other, (rlim_t)operation->other};
        return (int)syscall(SYS_prlimit64, 0, number, &limit, NULL);
    }
    case OP_DROP_CAPABILITY:
        return prctl(PR_CAPBSET_DROP, number);
    case OP_GROUPS:
        return (int)syscall(SYS_setgroups, number, operation->data);
    case OP_GROUP:
        return (int)syscall(SYS_setresgid, number, number, number);
    case OP_USER:
        return (int)syscall(SYS_setresuid, number, number, number);
    case OP_UMASK:
        umask((mode_t)number);
        return 0;
    case OP_CHDIR:
        return chdir(operation->target);
    default:
        errno = ENOSYS;
        return -1;
    }
}

static int fail(struct child *child, int operation)
{
    child->failure = (struct report){REPORT_FAILED, operation, errno};
    return -1;
}

static int perform_all(struct child *child, int from, int until)
{
    for (int i = from; i < until; i++) {
        const struct operation *operation = &child->request->operations[i];
        if (perform(child, operation) == 0)
            continue;
        if (!(operation->flags & OPTIONAL) || (errno != ENOENT && errno != ENOTDIR))
            return fail(child, i);
    }
    return 0;
}

/*
 * A file without an interpreter line is a shell script, as for execvp. One that was just written may be "busy"
 * for a moment: another thread's child was born with its descriptor and has not yet come to close it.
 */
static void execute(const char *path, char *const *arguments, char *const *environment)
{
    struct timespec moment = {.tv_nsec = 5 * 1000 * 1000};
    execve(path, arguments, environment);
    for (int tries = 0; errno == ETXTBSY && tries < 100; tries++) {
        nanosleep(&moment, NULL);
        execve(path, arguments, environment);
    }
    if (errno != ENOEXEC)
        return;
    size_t count = 0;
    while (arguments[count])
        count++;
    char **shell = alloca((count + 2) * sizeof *shell);
    shell[0] = (char *)"/bin/sh";
    shell[1] = (char *)path;
    memcpy(shell + 2, arguments + 1, count * sizeof *shell);
    execve(shell[0], shell, environment);
}

static void search_and_execute(const struct spawn_request *request)
{
    if (strchr(request->file, '/')) {
        execute(request->file, request->arguments, request->environment);
        return;
    }
    int error = ENOENT;
    size_t length = strlen(request->file);
    for (const char *part = request->search_path; *part;) {
        char path[PATH_MAX];
        size_t size = strcspn(part, ":");
        if (size > 0 && size + length + 2 <= sizeof path) {
            memcpy(path, part, size);
            path[size] = '/';
            memcpy(path + size + 1, request->file, length + 1);
            execute(path, request->arguments, request->environment);
            if (errno == EACCES)
                error = EACCES;
            else if (errno != ENOENT && errno != ENOTDIR)
                return;
        }
        part += size + (part[size] == ':');
    }
    errno = error;
}

/*
 * Handlers would run in memory that is not ours, and what we ignore (SIGPIPE) is no business of the target.
 * By bare system calls again, since glibc keeps two signals to itself; `none` is both an empty set and a
 * kernel's struct sigaction with SIG_DFL.
 */
static void reset_signals(void)
{
    uint64_t none[4] = {0};
    for (int number = 1; number <= 64; number++)
        syscall(SYS_rt_sigaction, number, none, NULL, sizeof none[0]);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, none, NULL, sizeof none[0]);
}

/* The last steps of every child. Returns only on failure. */
static int become_target(void *argument)
{
    struct child *child = argument;
    const struct spawn_request *request = child->request;
    int from = request->namespaces ? request->setup_count : 0;
    reset_signals();
    syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, &initial_files, NULL);
    syscall(SYS_close_range, 3, ~0U, 0); /* before Linux 5.9 execve closes them: they carry the flag */
    if (perform_all(child, from, request->operation_count) == 0) {
        search_and_execute(request);
        fail(child, request->operation_count);
    }
    _exit(127);
}

static int take_streams(const int32_t streams[3])
{
    int copies[3];
    for (int i = 0; i < 3; i++)
        if (streams[i] >= 0 && (copies[i] = fcntl(streams[i], F_DUPFD_CLOEXEC, 3)) < 0)
            return -1;
    for (int i = 0; i < 3; i++)
        if (streams[i] >= 0 && (dup2(copies[i], i) < 0 || close(copies[i]) < 0))
            return -1;
    return 0;
}

static int plain_child(void *argument)
{
    struct child *child = argument;
    if (take_streams(child->request->streams) == 0)
        return become_target(child);
    fail(child, -1);
    _exit(127);
}

/* With CLONE_VM and CLONE_VFORK the child borrows our memory until it executes its program: cheap. */
static pid_t start(int (*entry)(void *), struct child *child, int flags, int *pidfd)
{
    char *stack = mmap(NULL, CHILD_STACK_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
    if (stack == MAP_FAILED)
        return -1;
    pid_t pid = clone(entry, stack + CHILD_STACK_SIZE, SIGCHLD | flags, child, pidfd);
    int error = errno;
    munmap(stack, CHILD_STACK_SIZE);
    errno = error;
    return pid;
}

static void tell(const struct child *child, struct report report)
{
    if (write(child->report, &report, sizeof report) != sizeof report)
        _exit(127);
}

/*
 * Pid 1, all signals blocked since before it was made: buries orphans, hands signals on, ends when the target
 * ends or when the gate closes, that is when whoever started us is gone, however it went. (The death signal
 * would come when a mere thread of it ends.) Everything else in the sandbox, mounts and processes, ends with
 * pid 1.
 */
static void watch(const struct child *child, pid_t target)
{
    sigset_t signals;
    sigfillset(&signals);
    int terminal = getsid(0) == 0; /* a session from outside: the terminal tells the target by itself */
    struct pollfd sources[] = {{signalfd(-1, &signals, SFD_CLOEXEC), POLLIN, 0}, {child->gate, POLLIN, 0}};
    for (;;) {
        struct signalfd_siginfo signal;
        int status;
        pid_t ended;
        while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
            if (ended == target) {
                tell(child, (struct report){REPORT_ENDED, 0, status});
                _exit(0);
            }
        }
        if (poll(sources, 2, -1) < 0 || sources[1].revents)
            _exit(137);
        if (!sources[0].revents || read(sources[0].fd, &signal, sizeof signal) != sizeof signal)
            continue;
        int number = (int)signal.ssi_signo;
        if (number != SIGCHLD && !(terminal && (number == SIGINT || number == SIGQUIT)))
            kill(target, number);
    }
}

/* Nothing of the parent's files comes along but three streams, the gate (3) and the report (4). */
static int keep_five(struct child *child)
{
    int gate = fcntl(child->gate, F_DUPFD_CLOEXEC, 16);
    int report = fcntl(child->report, F_DUPFD_CLOEXEC, 16);
    if (take_streams(child->request->streams) < 0)
        return -1;
    if (dup3(gate, 3, O_CLOEXEC) < 0 || dup3(report, 4, O_CLOEXEC) < 0)
        return -1;
    child->gate = 3;
    child->report = 4;
    return (int)syscall(SYS_close_range, 5, ~0U, 0);
}

static int namespaced_child(void *argument)
{
    struct child *child = argument;
    char go;
    if (keep_five(child) < 0 || read(child->gate, &go, 1) != 1)
        _exit(127);
    prctl(PR_SET_NAME, "bunraku-init");
    if (perform_all(child, 0, child->request->setup_count) < 0) {
        tell(child, child->failure);
        _exit(127);
    }
    pid_t target = start(become_target, child, CLONE_VM | CLONE_VFORK, NULL);
    if (target < 0)
        fail(child, child->request->operation_count);
    if (child->failure.kind) {
        tell(child, child->failure);
        _exit(127);
    }
    tell(child, (struct report){REPORT_STARTED, 0, 0});
    syscall(SYS_close_range, 0, 2, 0);
    watch(child, target);
    return 0;
}

/* The child gets a copy of our memory: pid 1 lives on in it, while the parent goes on too. */
static int spawn_namespaced(struct child *child, struct spawn_result *result)
{
    int gate[2], report[2];
    if (pipe2(gate, O_CLOEXEC) < 0)
        return -errno;
    if (pipe2(report, O_CLOEXEC) < 0) {
        int error = errno;
        close(gate[0]);
        close(gate[1]);
        return -error;
    }
    child->gate = gate[0];
    child->report = report[1];
    int flags = CLONE_PIDFD | child->request->namespaces;
    result->pid = start(namespaced_child, child, flags, &result->pidfd);
    int error = errno;
    close(gate[0]);
    close(report[1]);
    result->gate = gate[1];
    result->report = report[0];
    if (result->pid >= 0)
        return 0;
    close(gate[1]);
    close(report[0]);
    return -error;
}

static int spawn_plain(struct child *child, struct spawn_result *result)
{
    result->pid = start(plain_child, child, CLONE_VM | CLONE_VFORK | CLONE_PIDFD, &result->pidfd);
    if (result->pid < 0)
        return -errno;
    result->failure = child->failure;
    if (child->failure.kind) {
        close(result->pidfd);
        waitpid(result->pid, NULL, 0);
    }
    return 0;
}

/*
 * Starts what the request describes. Returns 0 or a negated errno. A plain child runs its program when this
 * returns, or `failure` says why not; a namespaced one waits at its gate.
 */
EXPORTED int bunraku_spawn(const struct spawn_request *request, struct spawn_result *result);

int bunraku_spawn(const struct spawn_request *request, struct spawn_result *result)
{
    struct child child = {.request = request, .gate = -1, .report = -1, .root = -1};
    sigset_t all, before;
    *result = (struct spawn_result){.pid = -1, .pidfd = -1, .gate = -1, .report = -1};
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = request->namespaces ? spawn_namespaced(&child, result) : spawn_plain(&child, result);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

/*
 * Of the executable, which is told of first: code is never written, so that it can be read again from its
 * file. Constants are not all of that kind: the runtime writes its guard of the stack among them at start.
 */
static int give_back(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = info->dlpi_phdr + i;
        if (part->p_type != PT_LOAD || part->p_flags & PF_W || !(part->p_flags & PF_X))
            continue;
        uintptr_t start = (info->dlpi_addr + part->p_vaddr) & -page;
        madvise((void *)start, info->dlpi_addr + part->p_vaddr + part->p_memsz - start, MADV_DONTNEED);
    }
    return 1;
}

/* Takes the pages of code out of this process; those that are used again come back. */
EXPORTED void bunraku_give_back_code(void);

void bunraku_give_back_code(void)
{
    dl_iterate_phdr(give_back, NULL);
}
