namespace Bunraku.Model.Tests;

/// <summary>What holds of assignability whatever the types are.</summary>
public sealed class AssignabilityTests
{
    private const int Seeds = 40;

    [Fact]
    public void A_type_is_assignable_from_itself()
    {
        for (var seed = 0; seed < Seeds * 10; seed++)
        {
            var type = new RandomTypes(seed).Type(3);
            Assert.True(type.IsAssignable(type), $"seed {seed}: {type}");
        }
    }

    [Fact]
    public void What_is_assignable_to_what_is_assignable_is_assignable()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomTypes(seed);
            var types = Enumerable.Range(0, 24).Select(_ => random.Type(2)).ToList();
            foreach (var narrow in types)
            {
                foreach (var middle in types.Where(type => type.IsAssignable(narrow)))
                {
                    foreach (var wide in types.Where(type => type.IsAssignable(middle)))
                    {
                        Assert.True(
                            wide.IsAssignable(narrow),
                            $"seed {seed}: {wide} >= {middle} >= {narrow}"
                        );
                    }
                }
            }
        }
    }

    [Fact]
    public void Data_is_an_instance_of_its_type()
    {
        for (var seed = 0; seed < Seeds * 10; seed++)
        {
            var value = new RandomValues(seed).Data(3);
            var type = TypeInference.Of(value);
            Assert.True(type.IsInstance(value), $"seed {seed}: {value} and {type}");
        }
    }

    [Fact]
    public void Any_type_survives_rich_data()
    {
        for (var seed = 0; seed < Seeds * 10; seed++)
        {
            var type = new RandomTypes(seed).Type(3);
            var again = RichData.FromData(RichData.ToData(type), new Expressions().ParseType);
            Assert.True(type.Equals(again), $"seed {seed}: {type} became {again}");
        }
    }
}
