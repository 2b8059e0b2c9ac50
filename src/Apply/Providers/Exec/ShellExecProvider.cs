using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Hands every command to <c>/bin/sh</c>.</summary>
internal sealed class ShellExecProvider() : ExecProvider("shell")
{
    protected override IReadOnlyList<string> Words(Value command) =>
        ["/bin/sh", "-c", command is ArrayValue list ? string.Join(' ', list.Items) : command.ToString()];
}
