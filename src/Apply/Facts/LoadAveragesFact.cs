using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How much waited to run in the last minutes: proc(5), loadavg.</summary>
internal sealed class LoadAveragesFact() : FactResolver("load_averages")
{
    public override Value? Resolve(Host host) =>
        host.Try("/proc/loadavg")?.Split(' ') is [var one, var five, var fifteen, ..]
            ? HashValue.Of(("1m", Number(one)), ("5m", Number(five)), ("15m", Number(fifteen)))
            : null;

    private static FloatValue Number(string text) => new(double.Parse(text, CultureInfo.InvariantCulture));
}
