using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>A page for each data type of the language.</summary>
internal static class DataTypePages
{
    private static readonly (string Name, string Form, string Doc)[] Known =
    [
        ("Any", "Any", "Every value."),
        (
            "Array",
            "Array[TYPE, MIN, MAX]",
            "An array; how many elements it has, and of which type, may be said."
        ),
        ("Binary", "Binary", "Bytes."),
        ("Boolean", "Boolean", "`true` or `false`; `Boolean[true]` is one of them."),
        (
            "Callable",
            "Callable[TYPE, …, MIN, MAX, BLOCK]",
            "Something that can be called with arguments of the given types: a lambda."
        ),
        ("CatalogEntry", "CatalogEntry", "A reference to a resource or a class."),
        ("Class", "Class[NAME]", "A reference to a class."),
        ("Collection", "Collection[MIN, MAX]", "An array or a hash."),
        (
            "Data",
            "Data",
            "What JSON can hold: scalars, undef, and arrays and hashes with string keys of them."
        ),
        ("Annotation", "Annotation", "The parent of types whose instances annotate values."),
        ("Default", "Default", "The value `default`."),
        ("Deferred", "Deferred", "A call that is made when the catalog is applied."),
        ("Enum", "Enum[STRING, …]", "One of the given strings; with `true` at the end in any case."),
        ("Error", "Error[KIND, ISSUE_CODE]", "A failure as a value."),
        ("Float", "Float[MIN, MAX]", "A number with a fraction, between two bounds."),
        (
            "Hash",
            "Hash[KEY, VALUE, MIN, MAX]",
            "A hash; the types of its keys and values, and how many there are, may be said."
        ),
        ("Init", "Init[TYPE, ARGUMENT, …]", "What a value of the type can be made of."),
        ("Integer", "Integer[MIN, MAX]", "A whole number, between two bounds."),
        ("Iterable", "Iterable[TYPE]", "Everything that can be iterated over."),
        ("Iterator", "Iterator[TYPE]", "What iterating functions without a block return."),
        (
            "NotUndef",
            "NotUndef[TYPE]",
            "Any value but undef; with a string, an entry of a struct that must be there."
        ),
        ("Numeric", "Numeric", "An integer or a float."),
        ("Object", "Object[HASH]", "A type with attributes of its own."),
        ("Optional", "Optional[TYPE]", "A value of the type, or undef."),
        ("Pattern", "Pattern[REGEXP, …]", "A string that one of the patterns matches."),
        ("Regexp", "Regexp[PATTERN]", "A regular expression."),
        ("Resource", "Resource[TYPE, TITLE]", "A reference to a resource; `File['/x']` is short for it."),
        ("RichData", "RichData", "What a catalog can hold."),
        ("RichDataKey", "RichDataKey", "What a hash in a catalog can have as a key."),
        ("RubyMethod", "RubyMethod", "Annotates a function of an Object type with its body, in Ruby."),
        ("Runtime", "Runtime[RUNTIME, NAME]", "A value of the program that compiles."),
        (
            "Scalar",
            "Scalar",
            "A number, string, boolean, regular expression, version, timestamp or time span."
        ),
        ("ScalarData", "ScalarData", "A number, string or boolean."),
        ("SemVer", "SemVer[RANGE, …]", "A version as semantic versioning has it, in one of the ranges."),
        ("SemVerRange", "SemVerRange", "A range of versions: `>=1.0.0 <2.0.0`."),
        ("Sensitive", "Sensitive[TYPE]", "A secret: it is not shown."),
        ("String", "String[MIN, MAX]", "A string; how many characters it has may be said."),
        (
            "Struct",
            "Struct[{KEY => TYPE, …}]",
            "A hash with just these keys; `Optional['key']` marks one that may be missing."
        ),
        ("Timespan", "Timespan[MIN, MAX]", "A length of time."),
        ("Timestamp", "Timestamp[MIN, MAX]", "A moment."),
        ("Tuple", "Tuple[TYPE, …, MIN, MAX]", "An array whose elements are of the given types, in order."),
        ("Type", "Type[TYPE]", "A type as a value."),
        ("TypeAlias", "TypeAlias[NAME, TYPE]", "A type under another name."),
        ("TypeReference", "TypeReference[STRING]", "A type that is not known."),
        ("TypeSet", "TypeSet[HASH]", "Several types with a version."),
        ("URI", "URI[PARTS]", "A URI; its parts may be said."),
        ("Undef", "Undef", "The value `undef`."),
        ("Unit", "Unit", "A type that fits everything both ways."),
        ("Variant", "Variant[TYPE, …]", "A value of one of the types."),
        (
            "Puppet::LookupContext",
            "Puppet::LookupContext",
            "What functions that look data up get to work with."
        ),
        ("Pcore", "Pcore", "The type system itself: `Pcore.annotate` makes several annotations at once."),
        ("Pcore::MemberName", "Pcore::MemberName", "A name of an attribute or function."),
        ("Pcore::QRef", "Pcore::QRef", "A name of a type, with its namespaces."),
        ("Pcore::SimpleTypeName", "Pcore::SimpleTypeName", "A name of a type without a namespace."),
        ("Pcore::TypeName", "Pcore::TypeName", "A name of a type, with its namespaces."),
        ("Puppet::LookupKey", "Puppet::LookupKey", "What can be looked up."),
        ("Puppet::LookupValue", "Puppet::LookupValue", "What a lookup can find."),
    ];

    public static ImmutableArray<Page> All { get; } =
    [
        .. Known.Select(type => new Page(type.Name, "data type", type.Doc) { Signatures = [type.Form] }),
        .. DataTypeRoster
            .All.Concat(BuiltInTypes.All)
            .Where(type => !Known.Any(known => known.Name == type.Name))
            .Select(type => new Page(type.Name, "data type", "")),
    ];
}
