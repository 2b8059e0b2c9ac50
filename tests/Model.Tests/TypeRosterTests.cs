using Bunraku.Tests;

namespace Bunraku.Model.Tests;

public sealed class TypeRosterTests
{
    [Fact]
    public void The_names_of_all_types_are_known()
    {
        var names = DataTypeRoster.All.Concat(BuiltInTypes.All).Select(type => type.Name);
        CaseFile
            .Read("data-types-roster/roster.case")
            .Expect("names", string.Join('\n', names.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_type_is_found_in_any_case() => Assert.IsType<SemVerType>(DataTypeRoster.Find("semver"));

    [Fact]
    public void Every_type_contains_itself_and_is_a_type()
    {
        foreach (var type in DataTypeRoster.All.Concat(BuiltInTypes.All))
        {
            Assert.True(type.IsAssignable(type), type.Name);
            Assert.True(TypeType.Default.IsInstance(type), type.Name);
            Assert.True(AnyType.Default.IsAssignable(type), type.Name);
        }
    }
}
