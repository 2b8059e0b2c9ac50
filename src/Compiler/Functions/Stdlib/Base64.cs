using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Base64() : LegacyFunction("base64")
{
    public override ImmutableArray<string> Signatures =>
        ["(Enum['encode', 'decode'] action, String string, Enum['default', 'strict', 'urlsafe'] method?)"];

    public override string Doc =>
        """
            Encodes or decodes Base64. `default` breaks lines at 60 characters, `strict` does not, `urlsafe`
            uses `-` and `_`.

                base64('encode', 'thestring') # => "dGhlc3RyaW5n\n"
                base64('encode', 'thestring', 'strict') # => 'dGhlc3RyaW5n'
                base64('decode', 'dGhlc3RyaW5n') # => 'thestring'
            """;

    private const int LineLength = 60;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
        {
            throw invocation.Failure(
                $"base64(): Wrong number of arguments ({arguments.Length}; must be >= 2)"
            );
        }
        if (arguments[0] is not StringValue { Text: "encode" or "decode" })
        {
            throw invocation.Failure("base64(): the first argument must be one of 'encode' or 'decode'");
        }
        if (arguments[1] is not StringValue)
        {
            throw invocation.Failure("base64(): the second argument must be a string to base64");
        }
        if (
            arguments.Length > 2
            && arguments[2] is not StringValue { Text: "default" or "strict" or "urlsafe" }
        )
        {
            throw invocation.Failure(
                "base64(): the third argument must be one of 'default', 'strict', or 'urlsafe'"
            );
        }
        var text = ((StringValue)arguments[1]).Text;
        var method = arguments.Length > 2 ? ((StringValue)arguments[2]).Text : "default";
        return new StringValue(
            arguments[0] is StringValue { Text: "encode" }
                ? Encode(text, method)
                : Decode(invocation, text, method)
        );
    }

    private static string Encode(string text, string method)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        if (method != "default")
        {
            return method == "strict" ? encoded : encoded.Replace('+', '-').Replace('/', '_');
        }
        var output = new StringBuilder();
        for (var start = 0; start < encoded.Length; start += LineLength)
        {
            output.Append(encoded.AsSpan(start, Math.Min(LineLength, encoded.Length - start))).Append('\n');
        }
        return output.ToString();
    }

    private static string Decode(Invocation invocation, string text, string method)
    {
        if (method == "strict" && (text.Any(char.IsWhiteSpace) || text.Length % 4 != 0))
        {
            throw invocation.Failure("invalid base64");
        }
        var characters = text.Where(c => !char.IsWhiteSpace(c)).ToArray().AsSpan().TrimEnd('=').ToString();
        var padded = characters
            .Replace('-', '+')
            .Replace('_', '/')
            .PadRight((characters.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw invocation.Failure("base64(): the second argument is not Base64");
    }
}
