using System.Globalization;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>A module as a case writes it, in a folder that lasts as long as the test.</summary>
internal sealed class CaseModule : IDisposable
{
    public CaseModule(CaseFile @case)
    {
        Path = Directory.CreateTempSubdirectory("bunraku-").FullName;
        foreach (var section in @case.Sections.Where(section => section.Name.StartsWith("lib/")))
        {
            var path = System.IO.Path.Combine(Path, section.Name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body);
        }
    }

    public string Path { get; }

    public RubyTypes Types(CaseFile @case, Host host) =>
        new(new ModuleLibraries([Path]), host, new Facts("node", Facts))
        {
            IsForced = @case.Value("forced") is not null,
            Limits = @case.Value("steps") is { } steps
                ? new RubyLimits { Steps = long.Parse(steps, CultureInfo.InvariantCulture) }
                : new RubyLimits(),
            Time = new FixedTime(),
        };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static HashValue Facts { get; } =
        HashValue.Of([
            KeyValuePair.Create<Value, Value>("kernel", "Linux"),
            KeyValuePair.Create<Value, Value>("osfamily", "Debian"),
        ]);
}
