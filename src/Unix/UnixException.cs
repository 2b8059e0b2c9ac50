using System.Runtime.InteropServices;

namespace Bunraku.Unix;

/// <summary>The kernel refused: which path, which error.</summary>
public sealed class UnixException(string operation, string path, Errno error)
    : IOException($"{operation} {path}: {Marshal.GetPInvokeErrorMessage((int)error)}", (int)error)
{
    public string Operation { get; } = operation;

    /// <summary>The path as the caller gave it (inside the root, where there is one).</summary>
    public string Path { get; } = path;

    public Errno Error { get; } = error;

    /// <summary>The kernel's own sentence, such as <c>No space left on device</c>.</summary>
    public string Reason { get; } = Marshal.GetPInvokeErrorMessage((int)error);

    internal static UnixException Last(string operation, string path) =>
        new(operation, path, (Errno)Marshal.GetLastPInvokeError());
}
