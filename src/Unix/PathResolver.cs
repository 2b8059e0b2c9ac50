using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// Opens a path below a root the way a process chrooted there would: absolute links and <c>..</c> stay
/// inside.
/// The kernel does it where it can (openat2, Linux 5.6); elsewhere the path is walked name by name.
/// </summary>
internal static unsafe class PathResolver
{
    private const ulong ResolveInRoot = 0x10;

    /// <summary>The kernel's own limit of links in one path.</summary>
    private const int MostLinks = 40;

    /// <summary>
    /// openat2 gives EAGAIN when a rename elsewhere races with <c>..</c>; then it is asked again.
    /// </summary>
    private const int MostTries = 64;

    private static bool kernelResolves = true;

    /// <summary>
    /// Returns null and leaves the error in <paramref name="error"/> when the kernel refuses.
    /// </summary>
    public static SafeFileHandle? Open(SafeFileHandle root, string path, int flags, int mode, out Errno error)
    {
        if (Volatile.Read(ref kernelResolves))
        {
            var opened = OpenByKernel(root, path, flags, mode, out error);
            // EPERM: a system call filter that knows openat2 not. A real EPERM shows again below.
            if (error is not (Errno.ENOSYS or Errno.EPERM))
            {
                return opened;
            }
            if (error == Errno.ENOSYS)
            {
                Volatile.Write(ref kernelResolves, false);
            }
        }
        return OpenByNames(root, path, flags, mode, out error);
    }

    internal static SafeFileHandle? OpenByKernel(
        SafeFileHandle root,
        string path,
        int flags,
        int mode,
        out Errno error
    )
    {
        var how = new OpenHow
        {
            Flags = (uint)(flags | OpenFlags.CloseOnExec),
            Mode = (flags & OpenFlags.Create) != 0 ? (uint)mode : 0,
            Resolve = ResolveInRoot,
        };
        scoped var marshaller = new UnixTextMarshaller.ManagedToUnmanagedIn();
        var added = false;
        try
        {
            marshaller.FromManaged(path, stackalloc byte[UnixTextMarshaller.ManagedToUnmanagedIn.BufferSize]);
            root.DangerousAddRef(ref added);
            nint result = -1;
            error = Errno.EAGAIN;
            for (
                var tries = 0;
                result < 0 && error is Errno.EAGAIN or Errno.EINTR && tries < MostTries;
                tries++
            )
            {
                result = Libc.Openat2(
                    (nint)Libc.SysOpenat2,
                    root.DangerousGetHandle(),
                    marshaller.ToUnmanaged(),
                    &how,
                    sizeof(OpenHow)
                );
                error = result < 0 ? (Errno)Marshal.GetLastPInvokeError() : 0;
            }
            return result < 0 ? null : new SafeFileHandle(result, ownsHandle: true);
        }
        finally
        {
            marshaller.Free();
            if (added)
            {
                root.DangerousRelease();
            }
        }
    }

    internal static SafeFileHandle? OpenByNames(
        SafeFileHandle root,
        string path,
        int flags,
        int mode,
        out Errno error
    )
    {
        var above = new Stack<SafeFileHandle>();
        var pending = new Stack<string>();
        Push(pending, path);
        var follow = (flags & OpenFlags.NoFollow) == 0 || path.EndsWith('/');
        var links = 0;
        try
        {
            while (pending.TryPop(out var name))
            {
                var here = above.Count > 0 ? above.Peek() : root;
                if (name == "..")
                {
                    if (above.TryPop(out var left))
                    {
                        left.Dispose();
                    }
                    continue;
                }
                var last = pending.Count == 0;
                var target = !last || follow ? ReadLink(here, name) : null;
                if (target is not null)
                {
                    if (++links > MostLinks)
                    {
                        error = Errno.ELOOP;
                        return null;
                    }
                    if (target.StartsWith('/'))
                    {
                        Clear(above);
                    }
                    Push(pending, target);
                }
                else if (last)
                {
                    return OpenName(here, name, flags | OpenFlags.NoFollow, mode, out error);
                }
                else if (OpenName(here, name, PassThrough, 0, out error) is { } next)
                {
                    above.Push(next);
                }
                else
                {
                    return null;
                }
            }
            var end = above.Count > 0 ? above.Peek() : root;
            return OpenName(end, ".", flags & ~(OpenFlags.Create | OpenFlags.Exclusive), 0, out error);
        }
        finally
        {
            Clear(above);
        }
    }

    private static int PassThrough => OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.NoFollow;

    public static string? ReadLink(SafeFileHandle directory, string name)
    {
        // PATH_MAX: the kernel stores no longer target.
        var buffer = stackalloc byte[4096];
        var length = Libc.ReadLinkAt(directory, name, buffer, 4096);
        return length < 0 ? null : UnixText.Decode(new ReadOnlySpan<byte>(buffer, (int)length));
    }

    public static SafeFileHandle? OpenName(
        SafeFileHandle directory,
        string name,
        int flags,
        int mode,
        out Errno error
    )
    {
        var descriptor = Libc.OpenAt(directory, name, flags | OpenFlags.CloseOnExec, mode);
        error = descriptor < 0 ? (Errno)Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static void Push(Stack<string> pending, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (names[i] != ".")
            {
                pending.Push(names[i]);
            }
        }
    }

    private static void Clear(Stack<SafeFileHandle> handles)
    {
        while (handles.TryPop(out var handle))
        {
            handle.Dispose();
        }
    }
}
