using System.Text;
using System.Text.Json;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>A directory of installed modules, and the list of those that came from a Puppetfile.</summary>
internal sealed class ModuleDirectory
{
    /// <summary>Beside the modules; its name is no module's.</summary>
    private const string ListName = ".installed.json";

    private readonly string directory;
    private readonly SortedDictionary<string, string> installed = new(StringComparer.Ordinal);
    private bool isChanged;

    public ModuleDirectory(string directory)
    {
        this.directory = directory;
        var list = Path.Combine(directory, ListName);
        if (
            File.Exists(list)
            && JsonReader.Read(new SourceFile(list, File.ReadAllText(list))).Tree is MappingTree tree
        )
        {
            foreach (var (key, value) in tree.Entries)
            {
                if (key is ScalarTree { Value: string name } && value is ScalarTree { Value: string content })
                {
                    installed[name] = content;
                }
            }
        }
    }

    /// <summary>Modules that were installed from a Puppetfile.</summary>
    public IReadOnlyCollection<string> Installed => [.. installed.Keys];

    public string PathOf(string name) => Path.Combine(directory, name);

    /// <summary>Whether a module stands there with this content (a digest, or a link's target).</summary>
    public bool Has(string name, string content) =>
        installed.GetValueOrDefault(name) == content && Directory.Exists(PathOf(name));

    /// <summary>Whether something is there that no Puppetfile put there.</summary>
    public bool IsTaken(string name) => !installed.ContainsKey(name) && Path.Exists(PathOf(name));

    public void Link(string name, string target)
    {
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".new-{name}-{Guid.NewGuid():N}");
        File.CreateSymbolicLink(temporary, Path.GetRelativePath(directory, target));
        Replace(temporary, PathOf(name));
        Note(name, target);
    }

    public void Copy(string name, string digest, ModuleStore store)
    {
        Directory.CreateDirectory(directory);
        store.CopyTo(digest, PathOf(name));
        Note(name, digest);
    }

    public void Remove(string name)
    {
        Delete(PathOf(name));
        installed.Remove(name);
        isChanged = true;
    }

    /// <summary>Writes the list, when it changed.</summary>
    public void Save()
    {
        if (isChanged)
        {
            Directory.CreateDirectory(directory);
            AtomicFile.Write(Path.Combine(directory, ListName), Print());
            isChanged = false;
        }
    }

    /// <summary>Moves a finished tree or link to its place; what stood there goes away.</summary>
    public static void Replace(string temporary, string target)
    {
        var old = temporary + ".old";
        var stood = Path.Exists(target) || new FileInfo(target).LinkTarget is not null;
        if (stood)
        {
            Directory.Move(target, old);
        }
        Directory.Move(temporary, target);
        if (stood)
        {
            Delete(old);
        }
    }

    private static void Delete(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
        }
        else if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private void Note(string name, string content)
    {
        installed[name] = content;
        isChanged = true;
    }

    private string Print()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var (name, content) in installed)
            {
                writer.WriteString(name, content);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}

/// <summary>Files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
