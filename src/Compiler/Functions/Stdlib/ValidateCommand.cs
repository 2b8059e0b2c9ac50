using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateCommand() : LegacyFunction("validate_cmd")
{
    public override ImmutableArray<string> Signatures =>
        ["(String content, String command, String message?)"];

    public override string Doc =>
        """
            Fails unless a command accepts a text. The text goes into a temporary file whose name stands where
            the command has a `%`, or at its end.

                validate_cmd('x', '/bin/grep x') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (2 or 3))
        {
            throw invocation.Failure(
                $"validate_cmd(): wrong number of arguments ({arguments.Length}; must be 2 or 3)"
            );
        }
        if (arguments[1] is not StringValue { Text: var command })
        {
            throw invocation.Failure(LegacyArguments.NotText(arguments[1]));
        }
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, RubyText.Of(arguments[0]));
            var hasPlace = command.Split(' ', '\t', '\n').Skip(1).Contains("%");
            var line = hasPlace ? command.Replace("%", file, StringComparison.Ordinal) : $"{command} {file}";
            var (_, problem) = CommandOutput.OfLine(line);
            if (problem is not null)
            {
                var message =
                    arguments.Length > 2
                        ? arguments[2].ToString()
                        : $"validate_cmd(): failed to validate content with command {RubyText.Inspect(command)}";
                throw invocation.Failure($"{message}\n{problem}");
            }
            return UndefValue.Instance;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
