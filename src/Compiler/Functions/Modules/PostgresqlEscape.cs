using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PostgresqlEscape() : Function("postgresql::postgresql_escape")
{
    public override ImmutableArray<string> Signatures => ["(String[1] input_string)"];

    public override string Doc =>
        """
            A text as PostgreSQL's dollar quotes have it, with a tag where the text needs one.

                postgresql::postgresql_escape('foo') # => '$$foo$$'
                postgresql::postgresql_escape('foo$$bar') # => '$ab$foo$$bar$ab$'
            """;

    private const int TagLength = 6;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        if (!text.Contains("$$", StringComparison.Ordinal) && !text.EndsWith('$'))
        {
            return new StringValue($"$${text}$$");
        }
        var tag = TagOf(text);
        while (text.Contains(tag, StringComparison.Ordinal))
        {
            tag = TagOf(tag);
        }
        return new StringValue($"${tag}${text}${tag}$");
    }

    /// <summary>The letters among the first digits of a text's sum.</summary>
    private static string TagOf(string text)
    {
        var digits = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)))[..TagLength];
        return string.Concat(digits.Where(char.IsAsciiLetter));
    }
}
