using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Facts that Ruby code adds. Files are looked through for the names they add; one is run when such a name is
/// asked for, and no Ruby at all when none is.
/// </summary>
internal sealed class CustomFacts(Host host, FactSources sources, FactCollection collection)
{
    private ImmutableArray<FactFile> files;
    private HashSet<string>? fixedNames;
    private RubyWorld? world;

    /// <summary>The names that stand in the files as they are.</summary>
    public HashSet<string> FixedNames => fixedNames ??= [.. Files.SelectMany(file => file.Names)];

    private ImmutableArray<FactFile> Files
    {
        get
        {
            if (files.IsDefault)
            {
                files =
                [
                    .. sources
                        .CustomFolders.Where(Directory.Exists)
                        .Distinct()
                        .SelectMany(folder =>
                            Directory.EnumerateFiles(folder, "*.rb").Order(StringComparer.Ordinal)
                        )
                        .Select(Read)
                        .OfType<FactFile>(),
                ];
            }
            return files;
        }
    }

    private RubyWorld World => world ??= FactDoor.Open(host, sources, collection);

    /// <summary>Whether some file adds a fact of this name, or may do so.</summary>
    public bool MayDefine(string name) =>
        FixedNames.Contains(name)
        || Files.Any(file => file.MayDefine(name))
        || world is not null && IsAdded(name);

    /// <summary>The value that code, files and machine agree upon by their weights, or null.</summary>
    public Value? Find(string name)
    {
        foreach (var file in Files.Where(file => file.MayDefine(name)))
        {
            Load(file);
        }
        return IsAdded(name) && Ask(name, "fact_value", World.Ruby.String(name)) is { } value
            ? value is Nil
                ? null
                : RubyValues.ToPuppet(World.Ruby, value)
            : collection.Outer(name)?.Value ?? collection.Core(name);
    }

    /// <summary>The names of all facts that code adds; all files are run for that.</summary>
    public IEnumerable<string> Names()
    {
        if (Files.IsEmpty)
        {
            return [];
        }
        foreach (var file in Files)
        {
            Load(file);
        }
        return world is not null && Ask("", "fact_names") is RubyArray names
            ? [.. names.Items.Select(World.Ruby.TextOf)]
            : [];
    }

    private bool IsAdded(string name) =>
        world is not null && Ask(name, "fact_added?", world.Ruby.String(name)) is true;

    /// <summary>What a function of the world gives, or null when it was stopped.</summary>
    private object? Ask(string name, string function, params object[] arguments)
    {
        try
        {
            return World.Call(function, arguments);
        }
        catch (HostException failure)
        {
            sources.OnProblem(ApplyDiagnostics.FactFailed(name, failure.Message));
            return null;
        }
    }

    private FactFile? Read(string path)
    {
        try
        {
            return new FactFile(path, UnixText.Decode(File.ReadAllBytes(path)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            sources.OnProblem(ApplyDiagnostics.FactCodeFailed(path, failure.Message));
            return null;
        }
    }

    private void Load(FactFile file)
    {
        if (file.IsLoaded)
        {
            return;
        }
        file.IsLoaded = true;
        try
        {
            var program = RubyProgram.Read(
                new Text.SourceFile(file.Path, UnixText.Decode(File.ReadAllBytes(file.Path)))
            );
            World.Guarded(() => program.Run(World.Ruby));
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            sources.OnProblem(ApplyDiagnostics.FactCodeFailed(file.Path, failure.Message));
        }
    }
}
