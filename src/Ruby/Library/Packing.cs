using System.Text;

namespace Bunraku.Ruby;

/// <summary>The few directives of <c>pack</c> and <c>unpack</c> that modules use.</summary>
internal static class Packing
{
    public static RubyString Pack(Runtime r, List<object> items, string format) =>
        format.TrimEnd('*', '0', '1') switch
        {
            "m" => r.String(
                Convert.ToBase64String(Bytes((RubyString)items[0])) + (format.EndsWith('0') ? "" : "\n")
            ),
            "U" => r.String(string.Concat(items.Select(item => char.ConvertFromUtf32((int)r.Int(item))))),
            "C" or "c" => new RubyString(
                r.Classes.String,
                Encoding.Latin1.GetString([.. items.Select(item => (byte)r.Int(item))])
            )
            {
                IsBinary = true,
            },
            "H" => new RubyString(
                r.Classes.String,
                Encoding.Latin1.GetString(Convert.FromHexString(r.Text(items[0])))
            )
            {
                IsBinary = true,
            },
            _ => throw r.Error("ArgumentError", $"pack does not know the format {format}"),
        };

    public static RubyArray Unpack(Runtime r, RubyString text, string format) =>
        format.TrimEnd('*', '0', '1') switch
        {
            "m" => r.Array([
                r.String(
                    Encoding.UTF8.GetString(
                        Convert.FromBase64String(text.Text.Replace("\n", "", StringComparison.Ordinal))
                    )
                ),
            ]),
            "U" => r.Array([.. text.Text.EnumerateRunes().Select(c => (object)(long)c.Value)]),
            "C" or "c" => r.Array([.. Bytes(text).Select(b => (object)(long)b)]),
            "H" => r.Array([r.String(Convert.ToHexStringLower(Bytes(text)))]),
            "a" or "A" => r.Array([r.String(text.Text)]),
            _ => throw r.Error("ArgumentError", $"unpack does not know the format {format}"),
        };

    public static byte[] Bytes(RubyString text) =>
        text.IsBinary ? Encoding.Latin1.GetBytes(text.Text) : Encoding.UTF8.GetBytes(text.Text);
}
