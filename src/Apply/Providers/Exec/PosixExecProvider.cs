using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Starts programs directly, by a shell only where the command needs one.</summary>
internal sealed class PosixExecProvider() : ExecProvider("posix")
{
    private const int AnyExecute = 0b001_001_001;

    public override int Preference(Facts facts) => 1;

    protected override IReadOnlyList<string> Words(Value command) => ExecCommand.Words(command);

    protected override void CheckProgram(Host host, Resource desired, Value command)
    {
        var program = ExecPrograms.Of(command);
        if (!FilePath.IsAbsolute(program))
        {
            var path = desired["path"] is ArrayValue list ? list.Items : [];
            if (!path.Any(directory => IsProgram(host.Status(FilePath.Join(directory.ToString(), program)))))
            {
                throw new HostException($"Could not find command '{program}'");
            }
            return;
        }
        if (host.Status(program) is not { } status)
        {
            throw new HostException($"Could not find command '{program}'");
        }
        if (status.Kind != FileKind.File)
        {
            throw new HostException($"'{program}' is a {KindName(status.Kind)}, not a file");
        }
        if (!IsProgram(status))
        {
            throw new HostException($"'{program}' is not executable");
        }
    }

    private static bool IsProgram(FileStatus? status) =>
        status is { Kind: FileKind.File } file && (file.Permissions & AnyExecute) != 0;

    private static string KindName(FileKind kind) =>
        kind == FileKind.Directory ? "directory" : "special file";
}
