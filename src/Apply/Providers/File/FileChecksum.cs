using System.Buffers;
using System.Security.Cryptography;

namespace Bunraku.Apply;

/// <summary>
/// The checksums Puppet names: <c>sha256</c>, <c>md5lite</c> and their like, in lower-case hexadecimal.
/// </summary>
internal static class FileChecksum
{
    /// <summary>How much of a file the <c>lite</c> kinds look at.</summary>
    private const int LiteLength = 512;

    private const int BlockSize = 32 * 1024;
    private const string Lite = "lite";

    public static bool IsLite(string kind) => kind.EndsWith(Lite, StringComparison.Ordinal);

    public static string Of(string kind, Stream stream) => Copy(kind, stream, Stream.Null);

    /// <summary>Copies a stream and tells its checksum.</summary>
    public static string Copy(string kind, Stream input, Stream output)
    {
        var isLite = IsLite(kind);
        var algorithm = isLite ? kind[..^Lite.Length] : kind;
        var own = algorithm == "sha224" ? new Sha224() : null;
        using var hash = own is null ? IncrementalHash.CreateHash(Algorithm(algorithm)) : null;
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var left = isLite ? LiteLength : long.MaxValue;
            int length;
            while ((length = input.Read(buffer)) > 0)
            {
                output.Write(buffer, 0, length);
                var counted = (int)Math.Min(length, left);
                hash?.AppendData(buffer, 0, counted);
                own?.Append(buffer.AsSpan(0, counted));
                left -= counted;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(own?.Finish() ?? hash!.GetHashAndReset());
    }

    private static HashAlgorithmName Algorithm(string kind) =>
        kind switch
        {
            "md5" => HashAlgorithmName.MD5,
            "sha1" => HashAlgorithmName.SHA1,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            // Times are no checksum of anything; where the reference would compare them, we compare bytes.
            "sha256" or "mtime" or "ctime" or "none" => HashAlgorithmName.SHA256,
            _ => throw new HostException($"Checksum type {kind} is not supported"),
        };
}
