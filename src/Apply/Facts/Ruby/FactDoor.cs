using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>A world of Ruby for facts: what its <c>Facter</c> asks the collection for.</summary>
internal static class FactDoor
{
    /// <summary>How long the code of one fact may run.</summary>
    private const int LongestSeconds = 300;

    public static RubyWorld Open(Host host, FactSources sources, FactCollection collection)
    {
        var types = new RubyTypes(
            sources.Libraries.With(sources.CustomFolders),
            host,
            new Model.Facts("", collection.Values)
        )
        {
            Limits = new RubyLimits { Seconds = LongestSeconds },
            Output = sources.Output,
            OnLog = remark => sources.OnLog(remark.Level, remark.Message),
            IsFree = host.RunsPrograms && host.Stage == Stage.Host,
        };
        var world = types.World;
        var (ruby, door) = (world.Ruby, new HostDoor(world));
        door.On("fact_core", 1, a => ToRuby(ruby, collection.Core(ruby.TextOf(a[0]))));
        door.On(
            "fact_outer",
            1,
            a =>
                collection.Outer(ruby.TextOf(a[0])) is var (value, weight)
                    ? ruby.Array([RubyValues.ToRuby(ruby, value), weight])
                    : Nil.Value
        );
        door.Do("fact_forget", 1, a => collection.Forget(ruby.TextOf(a[0])));
        door.Do(
            "fact_failed",
            2,
            a => sources.OnProblem(ApplyDiagnostics.FactFailed(ruby.TextOf(a[0]), ruby.TextOf(a[1])))
        );
        door.Do(
            "fact_took",
            2,
            a => sources.OnTiming(ruby.TextOf(a[0]), TimeSpan.FromSeconds(Convert.ToDouble(a[1])))
        );
        return world;
    }

    private static object ToRuby(Runtime ruby, Value? value) =>
        value is null ? Nil.Value : RubyValues.ToRuby(ruby, value);
}
