using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>What is wrong with the words of a command line.</summary>
internal static class CommandLineMistakes
{
    /// <summary>All mistakes; none when the command can run, or a shell asks what may come next.</summary>
    public static ImmutableArray<Diagnostic> Of(ParseResult parsed)
    {
        if (parsed.Tokens is [{ Type: TokenType.Directive }, ..])
        {
            return [];
        }
        var command = parsed.CommandResult;
        if (command.Command is RootCommand)
        {
            return parsed.UnmatchedTokens is [var word, ..]
                ? [CliDiagnostics.UnknownCommand(word, command.Command.Subcommands.Select(c => c.Name))]
                : [];
        }
        var options = UnknownOptions(parsed).ToImmutableArray();
        if (!options.IsEmpty)
        {
            var known = Options(command).SelectMany(option => option.Aliases.Prepend(option.Name)).ToList();
            return
            [
                .. options.Select(word => CliDiagnostics.UnknownOption(command.Command.Name, word, known)),
            ];
        }
        return
        [
            .. parsed
                .Errors.Select(error => error.Message)
                .Distinct()
                .Select(message => CliDiagnostics.BadCommandLine(command.Command.Name, message)),
        ];
    }

    /// <summary>
    /// Words that look like options and are none: unmatched ones, and those an argument took, but for the
    /// words of a command that is to be run, which may have options of their own.
    /// </summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var taken =
            from argument in parsed.CommandResult.Children.OfType<ArgumentResult>()
            where argument.Argument.Name != CliCommand.ForeignWords
            from token in argument.Tokens
            select token.Value;
        var behindDashes = parsed
            .Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash)
            .Select(token => token.Value)
            .ToHashSet();
        return parsed
            .UnmatchedTokens.Concat(taken)
            .Where(word => word is ['-', _, ..] && !behindDashes.Contains(word));
    }

    private static IEnumerable<Option> Options(CommandResult command) =>
        command.Parent is CommandResult parent
            ? command.Command.Options.Concat(Options(parent).Where(option => option.Recursive))
            : command.Command.Options;
}
