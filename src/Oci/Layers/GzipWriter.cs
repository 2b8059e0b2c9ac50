using System.IO.Compression;

namespace Bunraku.Oci;

/// <summary>
/// Compresses as a row of gzip members of 1 MiB input each (RFC 1952 §2.2: members simply follow each other),
/// several at a time. Cuts, level and header bytes are fixed, so the output follows from the input and the
/// compressor alone (docs/decisions/0011-layer-bytes.md).
/// </summary>
internal sealed class GzipWriter(Stream output) : WriteOnlyStream
{
    private const int MemberSize = 1024 * 1024;
    private const int Level = 3;
    private const int ExtraFlagsOffset = 8;
    private const int SystemOffset = 9;
    private const byte UnknownSystem = 255;
    private static readonly ZLibCompressionOptions Options = new() { CompressionLevel = Level };
    private readonly Queue<Task<MemoryStream>> members = new();
    private byte[] pending = new byte[MemberSize];
    private int filled;
    private bool started;
    private bool ended;

    private static int MostMembers => Environment.ProcessorCount + 1;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var part = Math.Min(buffer.Length, MemberSize - filled);
            buffer[..part].CopyTo(pending.AsSpan(filled));
            filled += part;
            buffer = buffer[part..];
            if (filled == MemberSize)
            {
                StartMember();
            }
        }
    }

    /// <summary>Compresses and writes what is left; the output stays open.</summary>
    public void Finish()
    {
        // An empty input is one empty member: no bytes at all would be no gzip file.
        if (filled > 0 || !started)
        {
            StartMember();
        }
        while (members.Count > 0)
        {
            WriteMember();
        }
        ended = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (!ended)
        {
            // Given up half-way: members under way end by themselves and nobody looks at them.
            members.Clear();
        }
        base.Dispose(disposing);
    }

    private void StartMember()
    {
        if (members.Count == MostMembers)
        {
            WriteMember();
        }
        var (content, length) = (pending, filled);
        members.Enqueue(Task.Run(() => Compress(content, length)));
        pending = new byte[MemberSize];
        filled = 0;
        started = true;
    }

    private void WriteMember()
    {
        var member = members.Dequeue().GetAwaiter().GetResult();
        output.Write(member.GetBuffer(), 0, (int)member.Length);
    }

    private static MemoryStream Compress(byte[] content, int length)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, Options, leaveOpen: true))
        {
            // In one call: how the compressor sees its input cut must not depend on the caller.
            gzip.Write(content, 0, length);
        }
        if (length == 0)
        {
            member.Write(EmptyMember);
        }
        var bytes = member.GetBuffer();
        bytes[ExtraFlagsOffset] = 0;
        bytes[SystemOffset] = UnknownSystem;
        return member;
    }

    /// <summary>The framework writes nothing at all for an empty input.</summary>
    private static ReadOnlySpan<byte> EmptyMember =>
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
}
