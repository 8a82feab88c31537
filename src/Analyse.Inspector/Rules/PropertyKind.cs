namespace Analyse.Inspector.Rules;

internal enum PropertyKind
{
    Text,
    WholeNumber,
    YesOrNo,
    Date,
    Choice,
}
