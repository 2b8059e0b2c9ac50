using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class HasInterfaceWith() : LegacyFunction("has_interface_with")
{
    public override ImmutableArray<string> Signatures => ["(String kind, String value?)"];

    public override string Doc =>
        """
            Whether the node has a network interface of a name, or one with an address (`macaddress`,
            `netmask`, `ipaddress` or `network`, and its value).

                has_interface_with('no_such_interface') # => false
                has_interface_with('ipaddress', '203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (1 or 2))
        {
            throw WrongCount(invocation, arguments.Length, "1 or 2");
        }
        return BooleanValue.Of(
            arguments.Length == 1
                ? Interfaces(invocation).Contains(RubyText.Of(arguments[0]))
                : HasOne(invocation, arguments[0].ToString(), arguments[1])
        );
    }

    /// <summary>Whether the node or one of its interfaces has a fact of that kind and value.</summary>
    public static bool HasOne(Invocation invocation, string kind, Value wanted)
    {
        var names = Interfaces(invocation);
        return names.Length > 0
            && names
                .Select(name => $"{kind}_{name.ToLowerInvariant()}")
                .Prepend(kind)
                .Any(name => wanted.Equals(invocation.Scope.Find(name)));
    }

    /// <summary>The names in the old fact <c>interfaces</c>, or in <c>networking</c>.</summary>
    private static string[] Interfaces(Invocation invocation) =>
        invocation.Scope.Find("interfaces") switch
        {
            StringValue text => text.Text.Split(','),
            null when IsInstalled(invocation) => NoInterfaces(invocation),
            _ => invocation.Compilation.Facts.Find("networking.interfaces") is HashValue interfaces
                ? [.. interfaces.Keys.Select(RubyText.Of)]
                : [],
        };

    /// <summary>The older fact is missing: doubtful, as any variable that is.</summary>
    private static string[] NoInterfaces(Invocation invocation)
    {
        const string Sentence = "Undefined variable 'interfaces'; ";
        var compilation = invocation.Compilation;
        switch (compilation.Settings.Strict)
        {
            case Severity.Error:
                throw invocation.Failure(Sentence);
            case Severity.Warning:
                compilation.WarnOnce("Variable: interfaces", $"{Sentence}\n   (file & line not available)");
                break;
        }
        return [];
    }

    /// <summary>Whether stdlib is there with its own version, which knows the older fact alone.</summary>
    private static bool IsInstalled(Invocation invocation)
    {
        var environment = invocation.Compilation.Environment;
        var path = environment
            .FindModule("stdlib")
            ?.In("lib", "puppet", "parser", "functions", "has_interface_with.rb");
        return path is not null && environment.Files.FileExists(path);
    }
}
