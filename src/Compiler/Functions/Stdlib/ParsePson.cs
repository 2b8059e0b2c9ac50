using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class ParsePson() : Function("parsepson")
{
    public override ImmutableArray<string> Signatures => ["(String[1] pson_string, Any default?)"];

    public override string Doc =>
        """
            The value that a text in PSON, which is JSON here, holds; the default, when there is one, for a
            text that is none.

                parsepson('{"x": [1, null]}') # => {'x' => [1, undef]}
                parsepson('bad', 'fallback') # => 'fallback'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (IsOutOfDate(invocation.Compilation.Environment))
        {
            // With a default it rescues its own complaint.
            if (arguments.Length > 1 && invocation.Compilation.Settings.Strict == Severity.Error)
            {
                return arguments[1];
            }
            Deprecation.TellOf(
                invocation,
                "parsepson",
                "parsepson",
                "This method is deprecated. From Puppet 8, PSON is no longer natively supported. "
                    + "Please use JSON.parse()."
            );
        }
        var result = JsonReader.Read(new SourceFile("<pson>", arguments[0].ToString()));
        var problem = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        return problem is null && result.Tree is not null ? ValueTree.ToValue(result.Tree)
            : arguments.Length > 1 ? arguments[1]
            : throw invocation.Failure(problem?.Message ?? "source did not contain any PSON");
    }

    /// <summary>
    /// Whether the installed stdlib is one that says so: it has other functions in its own name space.
    /// </summary>
    private static bool IsOutOfDate(PuppetEnvironment environment) =>
        Deprecation.MovedTo(environment, "parsehocon") is not null;
}
