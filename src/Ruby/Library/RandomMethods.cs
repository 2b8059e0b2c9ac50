using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>What <c>Random</c> draws its numbers from; the rest of it is written in Ruby.</summary>
internal static class RandomMethods
{
    public static void Define(Runtime r)
    {
        var type = r.NewClass(r.Classes.Object);
        r.SetConstant(r.Classes.Object, "Random", type);
        type.Allocator = made => new RubyNative(made, RubyRandom.Of(BigInteger.Zero));
        type.Define(
            "__seed",
            1,
            1,
            static (_, s, a, _) =>
            {
                ((RubyNative)s).State = RubyRandom.Of(Integers.Big(a[0]));
                return s;
            }
        );
        type.Define("__below", 1, 1, static (r, s, a, _) => State(s).Below(r.Int(a[0])));
        type.Define("__real", 0, 0, static (_, s, _, _) => State(s).Real());
        type.Define(
            "bytes",
            1,
            1,
            static (r, s, a, _) =>
                EncodingMethods.FromBytes(r, State(s).Bytes((int)r.Int(a[0])), RubyEncoding.Binary)
        );
    }

    private static RubyRandom State(object self) => (RubyRandom)((RubyNative)self).State;
}
