using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class GetVariable() : Function("getvar")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Pattern[/\\A(?:::)?(?:[a-z]\\w*::)*[a-z_]\\w*(?:\\.|\\Z)/] get_string, Any default_value?, "
                + "&Callable[1, 1] block?)",
        ];

    public override string Doc =>
        """
            The value of a variable by its name, with a dotted path into it as `get` takes. The default when
            there is no such variable or nothing at the path.

                getvar('no_such.x', 'dv') # => 'dv'
                getvar('facts.no_such_fact') # => undef
            """;

    public override string? DescribeMismatch(ReadOnlySpan<Value> arguments) =>
        arguments is [StringValue] or [StringValue, _]
            ? "The given string does not start with a valid variable name"
            : null;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        var end = NameLength(text);
        var name = text.StartsWith("::", StringComparison.Ordinal) ? text[2..end] : text[..end];
        var fallback = arguments.Length > 1 ? arguments[1] : UndefValue.Instance;
        var path = end < text.Length ? text[(end + 1)..] : "";
        return invocation.Scope.Find(name) is { } value
            ? Get.Navigate(invocation, value, path, fallback)
            : fallback;
    }

    /// <summary>How much of the text is a variable's name: lower-case words joined by <c>::</c>.</summary>
    private static int NameLength(string text)
    {
        var at = text.StartsWith("::", StringComparison.Ordinal) ? 2 : 0;
        while (true)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }
            if (at == start || !(char.IsAsciiLetterLower(text[start]) || text[start] == '_'))
            {
                return 0;
            }
            if (!text.AsSpan(at).StartsWith("::"))
            {
                return at;
            }
            at += 2;
        }
    }
}
