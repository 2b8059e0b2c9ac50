using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services that no init system knows: the manifest says how they start and stop.</summary>
internal sealed class BaseServiceProvider() : CommandServiceProvider("base")
{
    public override int Preference(Facts facts) => -1;

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        desired.Text("start") is not null ? []
        : desired.Text("binary") is { } binary ? ["/bin/sh", "-c", binary]
        : throw new HostException("Services must specify a start command or a binary");
}
