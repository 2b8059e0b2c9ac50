using Bunraku.Tests;

namespace Bunraku.Images.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bunraku-images-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes what the case's sections <c>--- file: PATH</c> hold.</summary>
    public void WriteFiles(CaseFile @case)
    {
        foreach (var section in @case.Sections.Where(section => section.Name == "file"))
        {
            var path = this[section.Value];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body);
        }
    }
}
