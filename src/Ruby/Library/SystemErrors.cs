using System.Globalization;

namespace Bunraku.Ruby;

/// <summary>
/// The errors of the system: <c>Errno::ENOENT</c> and its like, with the numbers and sentences of Linux
/// (<c>errno(3)</c>).
/// </summary>
internal static class SystemErrors
{
    private static readonly (string Name, long Number, string Text)[] All =
    [
        ("EPERM", 1, "Operation not permitted"),
        ("ENOENT", 2, "No such file or directory"),
        ("ESRCH", 3, "No such process"),
        ("EINTR", 4, "Interrupted system call"),
        ("EIO", 5, "Input/output error"),
        ("ENXIO", 6, "No such device or address"),
        ("E2BIG", 7, "Argument list too long"),
        ("ENOEXEC", 8, "Exec format error"),
        ("EBADF", 9, "Bad file descriptor"),
        ("ECHILD", 10, "No child processes"),
        ("EAGAIN", 11, "Resource temporarily unavailable"),
        ("ENOMEM", 12, "Cannot allocate memory"),
        ("EACCES", 13, "Permission denied"),
        ("EFAULT", 14, "Bad address"),
        ("ENOTBLK", 15, "Block device required"),
        ("EBUSY", 16, "Device or resource busy"),
        ("EEXIST", 17, "File exists"),
        ("EXDEV", 18, "Invalid cross-device link"),
        ("ENODEV", 19, "No such device"),
        ("ENOTDIR", 20, "Not a directory"),
        ("EISDIR", 21, "Is a directory"),
        ("EINVAL", 22, "Invalid argument"),
        ("ENFILE", 23, "Too many open files in system"),
        ("EMFILE", 24, "Too many open files"),
        ("ENOTTY", 25, "Inappropriate ioctl for device"),
        ("ETXTBSY", 26, "Text file busy"),
        ("EFBIG", 27, "File too large"),
        ("ENOSPC", 28, "No space left on device"),
        ("ESPIPE", 29, "Illegal seek"),
        ("EROFS", 30, "Read-only file system"),
        ("EMLINK", 31, "Too many links"),
        ("EPIPE", 32, "Broken pipe"),
        ("EDOM", 33, "Numerical argument out of domain"),
        ("ERANGE", 34, "Numerical result out of range"),
        ("EDEADLK", 35, "Resource deadlock avoided"),
        ("ENAMETOOLONG", 36, "File name too long"),
        ("ENOLCK", 37, "No locks available"),
        ("ENOSYS", 38, "Function not implemented"),
        ("ENOTEMPTY", 39, "Directory not empty"),
        ("ELOOP", 40, "Too many levels of symbolic links"),
        ("EPROTO", 71, "Protocol error"),
        ("EOVERFLOW", 75, "Value too large for defined data type"),
        ("ENOTSOCK", 88, "Socket operation on non-socket"),
        ("EDESTADDRREQ", 89, "Destination address required"),
        ("EMSGSIZE", 90, "Message too long"),
        ("EPROTOTYPE", 91, "Protocol wrong type for socket"),
        ("EPROTONOSUPPORT", 93, "Protocol not supported"),
        ("ENOTSUP", 95, "Operation not supported"),
        ("EAFNOSUPPORT", 97, "Address family not supported by protocol"),
        ("EADDRINUSE", 98, "Address already in use"),
        ("EADDRNOTAVAIL", 99, "Cannot assign requested address"),
        ("ENETDOWN", 100, "Network is down"),
        ("ENETUNREACH", 101, "Network is unreachable"),
        ("ECONNABORTED", 103, "Software caused connection abort"),
        ("ECONNRESET", 104, "Connection reset by peer"),
        ("ENOBUFS", 105, "No buffer space available"),
        ("EISCONN", 106, "Transport endpoint is already connected"),
        ("ENOTCONN", 107, "Transport endpoint is not connected"),
        ("ETIMEDOUT", 110, "Connection timed out"),
        ("ECONNREFUSED", 111, "Connection refused"),
        ("EHOSTDOWN", 112, "Host is down"),
        ("EHOSTUNREACH", 113, "No route to host"),
        ("EALREADY", 114, "Operation already in progress"),
        ("EINPROGRESS", 115, "Operation now in progress"),
        ("ESTALE", 116, "Stale file handle"),
        ("EDQUOT", 122, "Disk quota exceeded"),
        ("ECANCELED", 125, "Operation canceled"),
    ];

    public static void Define(Runtime r, RubyModule type)
    {
        var c = r.Classes;
        var errno = c.MakeModule("Errno", null);
        foreach (var (name, number, _) in All)
        {
            var made = new RubyModule(r, "Errno::" + name, type, true)
            {
                Class = c.Class,
                Allocator = type.Allocator,
            };
            made.Constants["Errno"] = number;
            errno.Constants[name] = made;
        }
        errno.Constants["EWOULDBLOCK"] = errno.Constants["EAGAIN"];
        errno.Constants["EOPNOTSUPP"] = errno.Constants["ENOTSUP"];
    }

    public static readonly NativeTable Table = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            3,
            static (r, s, a, _) =>
            {
                var error = (RubyException)s;
                var own = Number(error.Class);
                if (own is null && a.Length == 0)
                {
                    throw Arguments.WrongNumber(r, 0, 1, 3);
                }
                var number = own ?? a.OfType<long>().Cast<long?>().FirstOrDefault();
                if (
                    number is { } wanted
                    && error.Class.Name == "SystemCallError"
                    && Find(r, wanted) is { } type
                )
                {
                    error.Class = type;
                }
                var text = a.Length > 0 && a[0] is not (Nil or long) ? r.Text(a[0]) : null;
                var at = own is not null ? 1 : 2;
                var place = a.Length > at && a[at] is not Nil ? $" @ {r.ToText(a[at])}" : "";
                var known = number is null
                    ? "unknown error"
                    : All.FirstOrDefault(one => one.Number == number).Text
                        ?? string.Create(CultureInfo.InvariantCulture, $"Unknown error {number}");
                error.Details["errno"] = number is { } given ? given : Nil.Value;
                error.Message = r.String(
                    text is null ? known + place
                    : text.StartsWith(known, StringComparison.Ordinal) ? text
                    : $"{known}{place} - {text}"
                );
                return Nil.Value;
            }
        );
        t.On(
            "errno",
            0,
            static (_, s, _, _) => ((RubyException)s).Details.GetValueOrDefault("errno", Nil.Value)
        );
    });

    private static RubyModule? Find(Runtime r, long number) =>
        All.FirstOrDefault(one => one.Number == number).Name is { } name
            ? (RubyModule)((RubyModule)r.Classes.Object.Constants["Errno"]).Constants[name]
            : null;

    /// <summary>The number of a class, or of one above it.</summary>
    private static long? Number(RubyModule type)
    {
        for (var one = type; one is not null; one = one.Superclass)
        {
            if (one.Constants.TryGetValue("Errno", out var number) && number is long found)
            {
                return found;
            }
        }
        return null;
    }
}
