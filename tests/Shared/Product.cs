namespace Bunraku.Tests;

/// <summary>The program that tests of commands start.</summary>
internal static class Product
{
    private static readonly string? Launcher = Environment.GetEnvironmentVariable("BUNRAKU");

    /// <summary>Where what was built beside the tests lies, run by the just-in-time compiler.</summary>
    public static string JitFolder { get; } = Path.Combine(CaseFile.Root, "artifacts/bin/Cli/debug");

    /// <summary>The folder of the executable under test.</summary>
    public static string Folder { get; } =
        Launcher is null ? JitFolder : Path.Combine(CaseFile.Root, "artifacts/native/publish/Cli/release");

    /// <summary>
    /// <c>BUNRAKU</c> names the script that runs the native binary; without it, what was built beside the
    /// tests.
    /// </summary>
    public static string Executable { get; } = Launcher ?? Path.Combine(Folder, "bunraku");
}
