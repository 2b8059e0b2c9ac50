using System.Runtime.CompilerServices;
using System.Text;

namespace Bunraku.Tests;

/// <summary>
/// A <c>.case</c> file: prose, then sections that each start with a line <c>--- name</c> or
/// <c>--- name: value</c>. <c>UPDATE=1</c> in the process environment rewrites expectations.
/// </summary>
public sealed class CaseFile
{
    private readonly string path;

    private CaseFile(string path, string prose, List<CaseSection> sections)
    {
        this.path = path;
        Prose = prose;
        Sections = sections;
    }

    public string Name => Path.GetRelativePath(CasesRoot, path);

    public string Prose { get; }

    public List<CaseSection> Sections { get; }

    /// <summary>The repository's root, found from this file's place in it.</summary>
    public static string Root { get; } = FindRoot();

    public static string CasesRoot => Path.Combine(Root, "cases");

    private static bool Updating => Environment.GetEnvironmentVariable("UPDATE") == "1";

    /// <summary>
    /// The case files below <c>cases/FOLDER</c>, relative to <c>cases</c>, for a theory's data.
    /// </summary>
    /// <remarks><c>CASES=FOLDER</c> in the process environment narrows the choice (<c>./check
    /// cases/FOLDER</c>), to one file if need be.</remarks>
    public static TheoryData<string> In(string folder, string pattern = "*.case")
    {
        var data = new TheoryData<string>();
        var wanted = Environment.GetEnvironmentVariable("CASES");
        var root = Path.Combine(
            CasesRoot,
            wanted is not null && wanted.StartsWith(folder, StringComparison.Ordinal) ? wanted : folder
        );
        IEnumerable<string> files = File.Exists(root)
            ? [root]
            : Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(CasesRoot, file));
        }
        return data;
    }

    public static CaseFile Read(string name)
    {
        var path = Path.Combine(CasesRoot, name);
        var prose = new StringBuilder();
        var sections = new List<CaseSection>();
        foreach (var line in File.ReadAllText(path).TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                var head = line[4..];
                var colon = head.IndexOf(": ", StringComparison.Ordinal);
                sections.Add(
                    colon < 0 ? new(head.Trim(), "") : new(head[..colon].Trim(), head[(colon + 2)..].Trim())
                );
            }
            else if (sections.Count > 0)
            {
                sections[^1].Lines.Add(line);
            }
            else
            {
                prose.Append(line).Append('\n');
            }
        }
        return new CaseFile(path, prose.ToString(), sections);
    }

    /// <summary>The body of a section, or null when the case has none of that name.</summary>
    public string? this[string section] => Sections.Find(s => s.Name == section)?.Body;

    public string? Value(string section) => Sections.Find(s => s.Name == section)?.Value;

    /// <summary>Compares a section with what came out; when updating, rewrites it instead.</summary>
    public void Expect(string section, string actual)
    {
        var found = Sections.Find(s => s.Name == section);
        if (Updating)
        {
            if (found is null)
            {
                Sections.Add(found = new CaseSection(section, ""));
            }
            found.Lines.Clear();
            found.Lines.AddRange(actual.TrimEnd('\n').Split('\n'));
            File.WriteAllText(path, Print());
            return;
        }
        Assert.Equal(found?.Body.TrimEnd('\n') ?? "", actual.TrimEnd('\n'));
    }

    private string Print()
    {
        var output = new StringBuilder(Prose);
        foreach (var section in Sections)
        {
            output
                .Append("--- ")
                .Append(section.Name)
                .Append(section.Value.Length > 0 ? ": " + section.Value : "")
                .Append('\n');
            output.Append(section.Body);
        }
        return output.ToString();
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}

public sealed record CaseSection(string Name, string Value)
{
    public List<string> Lines { get; } = [];

    public string Body => Lines.Count == 0 ? "" : string.Join('\n', Lines) + "\n";
}
