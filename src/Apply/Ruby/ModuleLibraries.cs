using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Ruby;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The Ruby that modules bring along: their <c>lib</c> folders on this machine, in order.</summary>
/// <param name="modules">Folders of modules.</param>
public sealed class ModuleLibraries(ImmutableArray<string> modules)
{
    private readonly ConcurrentDictionary<string, RubyProgram?> programs = new();
    private readonly ConcurrentDictionary<string, bool> serves = new();
    private ImmutableArray<string> others = [];
    private string? fingerprint;
    private readonly ImmutableArray<string> folders =
    [
        .. modules.Select(module => Path.Combine(module, "lib")).Where(Directory.Exists),
    ];

    /// <summary>A digest of all the code, in hexadecimal: made at its first use.</summary>
    public string Fingerprint => fingerprint ??= MakeFingerprint();

    /// <summary>Whether modules define a type, or providers for it: resources of it may be Ruby's.</summary>
    public bool MayServe(string type) =>
        serves.GetOrAdd(
            type.ToLowerInvariant(),
            type => Has("puppet/type/" + type) || Names("puppet/provider/" + type).Any()
        );

    /// <summary>No module has any.</summary>
    public static ModuleLibraries None { get; } = new([]);

    /// <summary>With further folders, whose programs may be named by their paths.</summary>
    public ModuleLibraries With(ImmutableArray<string> folders) =>
        folders.All(IsInside) ? this : new ModuleLibraries(modules) { others = folders };

    /// <summary>A program by what is required: a path, or a name below one of the folders.</summary>
    public RubyProgram? Find(string name)
    {
        var file = name.EndsWith(".rb", StringComparison.Ordinal) ? name : name + ".rb";
        var path =
            !Path.IsPathRooted(file) ? PathOf(file)
            : IsInside(file) ? file
            : null;
        return path is null ? null : Read(path);
    }

    /// <summary>The folder of a module, or null.</summary>
    public string? ModulePath(string name) =>
        modules.FirstOrDefault(module => Path.GetFileName(module.TrimEnd('/')) == name);

    public bool Has(string name) => PathOf(name + ".rb") is not null;

    /// <summary>The programs in a folder (<c>puppet/provider/package</c>), as they are required.</summary>
    public IEnumerable<string> Names(string folder) =>
        folders
            .Select(root => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, "*.rb").Order(StringComparer.Ordinal))
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}")
            .Distinct();

    /// <summary>Whether a path lies in one of the modules.</summary>
    public bool IsInside(string path)
    {
        var full = Path.GetFullPath(path);
        return modules
            .Concat(others)
            .Any(module =>
                full.StartsWith(Path.GetFullPath(module).TrimEnd('/') + "/", StringComparison.Ordinal)
            );
    }

    private string MakeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in folders)
        {
            var files = Directory.EnumerateFiles(folder, "*.rb", SearchOption.AllDirectories);
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                var bytes = File.ReadAllBytes(file);
                var head = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetRelativePath(folder, file)} {bytes.Length}\n"
                );
                hash.AppendData(Encoding.UTF8.GetBytes(head));
                hash.AppendData(bytes);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string? PathOf(string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private RubyProgram? Read(string path) =>
        programs.GetOrAdd(
            path,
            static path =>
                File.Exists(path)
                    ? RubyProgram.Read(new SourceFile(path, UnixText.Decode(File.ReadAllBytes(path))))
                    : null
        );
}
