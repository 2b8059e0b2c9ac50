using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class Deprecation() : Function("deprecation")
{
    public override ImmutableArray<string> Aliases => ["stdlib::deprecation"];

    public override ImmutableArray<string> Signatures => ["(String key, String message)"];

    public override string Doc =>
        """
            Tells that something is out of date: an error or a warning, or nothing, as the setting `strict`
            says. A warning comes once for each key.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Tell(invocation, arguments[0].ToString(), arguments[1].ToString());
        return UndefValue.Instance;
    }

    /// <summary>
    /// What a function of the installed stdlib that is out of date says: only when it has a wrapper in the
    /// manner of Puppet 4, which is there for that.
    /// </summary>
    public static void TellOf(Invocation invocation, string function, string key, string message)
    {
        var environment = invocation.Compilation.Environment;
        if (
            !invocation.IsQuiet
            && environment.FindModule("stdlib") is { } stdlib
            && environment.Files.FileExists(stdlib.In("lib", "puppet", "functions", $"{function}.rb"))
        )
        {
            Tell(invocation, key, message);
        }
    }

    private static void Tell(Invocation invocation, string key, string message)
    {
        var compilation = invocation.Compilation;
        var frames = compilation
            .Calls.Frames()
            .Take(2)
            .Select(frame => $"""["{frame.File}", {frame.Line}]""");
        var places = frames.Append("").Append("").Take(2);
        var sentence = $"{message} at {string.Join(':', places)}";
        switch (compilation.Settings.Strict)
        {
            case Severity.Error:
                throw invocation.Failure($"deprecation. {key}. {sentence}");
            case null:
                break;
            default:
                compilation.WarnOnce(key, $"{sentence}\n   {Location(compilation.Environment)}");
                break;
        }
    }

    /// <summary>The line of the module that warns, which the reference names.</summary>
    private static string Location(PuppetEnvironment environment)
    {
        var path = environment.FindModule("stdlib")?.In("lib", "puppet", "functions", "deprecation.rb");
        var lines = path is null ? null : environment.Files.ReadText(path)?.Split('\n');
        var line = lines is null ? -1 : Array.FindIndex(lines, text => text.Contains("deprecation_warning("));
        return line < 0
            ? "(file & line not available)"
            : string.Create(CultureInfo.InvariantCulture, $"(location: {path}:{line + 1}:in `deprecation')");
    }
}
