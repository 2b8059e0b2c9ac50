using System.Runtime.InteropServices;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Memory the shim reads while a child is made; given back all at once.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private readonly List<nint> pieces = [];

    public void Dispose() => pieces.ForEach(piece => NativeMemory.Free((void*)piece));

    public T* Array<T>(int length)
        where T : unmanaged
    {
        var piece = NativeMemory.AllocZeroed((nuint)Math.Max(length, 1), (nuint)sizeof(T));
        pieces.Add((nint)piece);
        return (T*)piece;
    }

    public byte* Text(string? text)
    {
        if (text is null)
        {
            return null;
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnixException("name", text, Errno.EINVAL);
        }
        var bytes = UnixText.Encode(text);
        var piece = Array<byte>(bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(piece, bytes.Length));
        return piece;
    }

    /// <summary>The texts, ended by a null pointer as execve wants them.</summary>
    public byte** Texts(IReadOnlyCollection<string> texts)
    {
        var pointers = Array<nint>(texts.Count + 1);
        var next = pointers;
        foreach (var text in texts)
        {
            *next++ = (nint)Text(text);
        }
        return (byte**)pointers;
    }
}
