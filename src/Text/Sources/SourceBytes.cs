using System.Text;

namespace Bunraku.Text;

/// <summary>Makes texts of the bytes of files.</summary>
public static class SourceBytes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, true);

    /// <summary>
    /// Decodes UTF-8, a byte order mark included. What is no UTF-8 becomes the replacement character, and a
    /// diagnostic names the first such place.
    /// </summary>
    public static (SourceFile File, Diagnostic? Problem) Decode(string path, ReadOnlySpan<byte> bytes)
    {
        var file = new SourceFile(path, Encoding.UTF8.GetString(bytes));
        if (!file.Text.Contains('\uFFFD'))
        {
            return (file, null);
        }
        try
        {
            Strict.GetCharCount(bytes);
            return (file, null);
        }
        catch (DecoderFallbackException failure)
        {
            var place = Encoding.UTF8.GetCharCount(bytes[..failure.Index]);
            return (file, TextDiagnostics.InvalidEncoding(file.At(place, place + 1)));
        }
    }
}
