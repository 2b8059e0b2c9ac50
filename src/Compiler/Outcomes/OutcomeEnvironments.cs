using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The environments of cases. One that has no files of its own is kept as long as cases with the same code
/// and modules follow: the nodes of a site are compiled from what was read once, as by a server.
/// </summary>
public sealed class OutcomeEnvironments
{
    private sealed record Kept(
        Severity? Strict,
        string? Code,
        ImmutableArray<string> Modules,
        Lazy<PuppetEnvironment> Environment
    );

    private readonly Lock gate = new();
    private Kept? kept;

    /// <param name="root">The environment's folder, if none is kept.</param>
    internal PuppetEnvironment Of(OutcomeCase one, string root)
    {
        var code = one.ReadsManifests || one.Manifest is not { Length: > 0 } text ? null : text;
        var modules = one.ModulePath.IsDefault ? [] : one.ModulePath;
        var strict = one.Settings.Strict;
        PuppetEnvironment Read() =>
            new(
                new EnvironmentSource(root)
                {
                    Strict = strict,
                    Code = code,
                    BaseModulePath = modules,
                }
            );
        if (one.Folder is not null || !one.Files.IsEmpty || one.ReadsManifests)
        {
            return Read();
        }
        lock (gate)
        {
            if (
                kept is null
                || kept.Strict != strict
                || kept.Code != code
                || !kept.Modules.SequenceEqual(modules)
            )
            {
                kept = new(strict, code, modules, new(Read));
            }
            return kept.Environment.Value;
        }
    }
}
