namespace Bunraku.Apply.Tests;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bunraku-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // Whiteouts and other special files are beyond Directory.Delete.
        ProcessRunner.Run(new(["rm", "-rf", "--one-file-system", Path]));
    }
}
