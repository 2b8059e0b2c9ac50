using System.Runtime.CompilerServices;
using Bunraku.Text;

namespace Bunraku.Apply.Tests;

/// <summary>
/// This test program started again to be the other side of a test: a parent that is killed, a worker in a
/// user namespace. Done before the test runner's own entry point sees the arguments.
/// </summary>
internal static class HiddenCommands
{
    public const string Sleeper = "--hidden-sleeper";
    public const string Give = "--hidden-give";
    public const string Identities = "--hidden-identities";

    /// <summary>This program, by the path that starts it.</summary>
    public static string Program { get; } = Environment.ProcessPath!;

    [ModuleInitializer]
    internal static void RunAndExit()
    {
        switch (Environment.GetCommandLineArgs())
        {
            case [_, Sleeper, var lower, var upper, var work, var command]:
                var root = new OverlayRoot(lower) { Upper = new OverlayUpper(upper, work) };
                var sleep = new ProcessRequest(["/bin/sh", "-c", command + " & touch /alive; wait"])
                {
                    OnStart = Console.WriteLine,
                };
                Environment.Exit(Outcome(new SandboxRequest(root, sleep)));
                break;
            case [_, Identities]:
                var map = IdentityMap.ForThisUser();
                Console.WriteLine(
                    string.Join(
                        ' ',
                        map.Users.Select(range => $"{range.Inside}->{range.Outside}x{range.Count}")
                            .Prepend(map.Limitation?.Code ?? "unlimited")
                    )
                );
                Environment.Exit(0);
                break;
            case [_, Give, var path, var uid, var gid]:
                var folder = Unix.RootDirectory.Open(Path.GetDirectoryName(path)!);
                folder.CreateNew(Path.GetFileName(path), 0x180).Dispose();
                folder.SetOwner(Path.GetFileName(path), int.Parse(uid), int.Parse(gid));
                Console.Write(Environment.CurrentDirectory);
                Environment.Exit(7);
                break;
        }
    }

    private static int Outcome(SandboxRequest request)
    {
        try
        {
            return Sandbox.Run(request).ExitCode;
        }
        catch (DiagnosticException exception)
        {
            Console.WriteLine(exception.Diagnostics.Single().Code);
            return 3;
        }
    }
}
