namespace Bunraku.Unix.Tests;

/// <summary>A fresh root in a temporary folder, with a sentinel beside it that nothing may reach.</summary>
internal sealed class TemporaryRoot : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-unix-").FullName;

    public TemporaryRoot()
    {
        Directory.CreateDirectory(HostPath);
        File.WriteAllText(Outside, "outside");
        Root = RootDirectory.Open(HostPath);
    }

    public RootDirectory Root { get; }

    public string HostPath => Path.Combine(folder, "root");

    public string Outside => Path.Combine(folder, "outside");

    public void Dispose()
    {
        Root.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
