using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateCommand() : Function("validate_cmd")
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
        var command = ((StringValue)arguments[1]).Text;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, ((StringValue)arguments[0]).Text);
            var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var withFile = words.Contains("%")
                ? [.. words.Select(word => word == "%" ? file : word)]
                : words.Append(file).ToArray();
            var (_, problem) = CommandOutput.Of(withFile[0], withFile[1..]);
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
