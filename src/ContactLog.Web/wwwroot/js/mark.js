// Words that are selected in one of the texts above go into the field. Without this they are typed or pasted.

const texts = document.querySelector("#texts");
const field = document.querySelector("textarea[name=Marked]");

if (texts && field) {
  const take = () => {
    const chosen = document.getSelection();
    const words = chosen?.toString().trim();
    const within = chosen?.anchorNode && texts.contains(chosen.anchorNode) && texts.contains(chosen.focusNode);
    if (words && within) field.value = words;
  };
  texts.addEventListener("pointerup", take);
  texts.addEventListener("keyup", take);
}
