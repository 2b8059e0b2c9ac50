using System.Collections.Immutable;

namespace Bunraku.Cli;

/// <summary>All commands.</summary>
internal static partial class CommandRoster
{
    [Roster]
    public static partial ImmutableArray<CliCommand> All { get; }
}
