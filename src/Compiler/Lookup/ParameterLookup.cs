using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Automatic parameter lookup: the value that data has for a class parameter nobody gave.</summary>
internal static class ParameterLookup
{
    /// <summary>
    /// The value of <c>CLASS::PARAMETER</c>, which may be undef, or null when data has none.
    /// </summary>
    /// <param name="scope">The scope of the class being evaluated.</param>
    public static Value? Find(HieraLookup lookup, string className, string parameter, LookupScope scope) =>
        lookup.Find($"{className}::{parameter}", new LookupInvocation(scope, null) { UsedBy = className });
}
