using System.CommandLine;

namespace Bunraku.Cli;

/// <summary>
/// <c>bunraku completion</c>: a script for a shell. It asks the program itself what may come next, so it
/// never is behind it.
/// </summary>
internal sealed class CompletionCommand() : CliCommand("completion")
{
    private const string Bash = """
        _bunraku() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(bunraku "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- \
                "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _bunraku bunraku
        """;

    private const string Zsh = """
        #compdef bunraku
        _bunraku() {
            local -a words_next
            words_next=("${(@f)$(bunraku "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words_next
            _files
        }
        compdef _bunraku bunraku
        """;

    private const string Fish = """
        function __bunraku_next
            set -l line (commandline -cp)
            bunraku "[suggest:"(string length -- $line)"]" $line 2>/dev/null
        end
        complete -c bunraku -a '(__bunraku_next)'
        """;

    public override Command Define(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command(
            Name,
            "Print a shell's completion script: `source <(bunraku completion bash)`."
        )
        {
            shell,
        };
        command.SetAction(parsed =>
            terminal.Out.WriteLine(
                parsed.GetValue(shell) switch
                {
                    "bash" => Bash,
                    "zsh" => Zsh,
                    _ => Fish,
                }
            )
        );
        return command;
    }
}
