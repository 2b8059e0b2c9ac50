using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Generate() : LegacyFunction("generate", -2)
{
    public override ImmutableArray<string> Signatures => ["(String command, Any arguments*)"];

    public override string Doc =>
        """
            Runs a command where the catalog is compiled, without a shell, and returns what it prints. The
            command is an absolute path; it is an error when it fails.

                generate('/bin/echo', 'a', 'b') # => "a b\n"
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var command = RubyText.Of(arguments[0]);
        if (!LegacyArguments.IsAbsolutePath(invocation, arguments[0]))
        {
            throw invocation.Failure("Generators must be fully qualified");
        }
        if (command.Any(c => !char.IsAsciiLetterOrDigit(c) && !"_-/.+".Contains(c)))
        {
            throw invocation.Failure(
                "Generators can only contain alphanumerics, file separators, and dashes"
            );
        }
        if (command.Contains("..", StringComparison.Ordinal))
        {
            throw invocation.Failure("Can not use generators with '..' in them.");
        }
        var words = new string[arguments.Length - 1];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = RubyText.Of(arguments[i + 1]);
        }
        var (output, problem) = File.Exists(command)
            ? CommandOutput.Of(command, words)
            : ("", $"Execution of '{string.Join(' ', [command, .. words])}' returned 1: ");
        return problem is null
            ? new StringValue(output)
            : throw invocation.Failure($"Failed to execute generator {command}: {problem}");
    }
}
